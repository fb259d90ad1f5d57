SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Apart from its creation, so that reading every session holds no lock that writers wait for.
ALTER TABLE session VALIDATE CONSTRAINT session_end_reason_check;
