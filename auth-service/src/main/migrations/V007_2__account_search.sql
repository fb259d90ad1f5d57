SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- In a schema that does not depend on which service's migrations come first.
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
