SET lock_timeout = '3s';
-- Reads every account once; apart from the trigger, whose creation holds a lock that writers wait for.
SET statement_timeout = '10min';

INSERT INTO account_role (account_id, role, created_at, updated_at)
SELECT account.id, role, account.updated_at, account.updated_at
FROM account, unnest(account.roles) AS role
ON CONFLICT DO NOTHING;
