-- 1,000,000 accounts (or as many as gatehouse.accounts says), made over a year, for load.sql and ./gatehouse bench --auth --accounts. Into
-- a migrated database without people:
--
--   psql "$GATEHOUSE_POSTGRES_URL?options=-csearch_path%3Dauth,public" -f bench/sql/accounts.sql
--
-- All of them have the password whose hash gatehouse.password_hash is.
\set ON_ERROR_STOP on
\timing on
SET maintenance_work_mem = '512MB';
SET synchronous_commit = off;

-- Ids in the order of time, as the service makes them (UUIDv7).
CREATE FUNCTION pg_temp.id(moment timestamptz, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '7000' || substr(md5(number::text), 1, 16))::uuid
$$;

SELECT set_config('gatehouse.accounts_since', (now() - interval '365 days')::text, false);

-- Made at the end, all at once, what would be made row by row.
ALTER TABLE account DISABLE TRIGGER account_role_follow;
DROP INDEX account_email_trigram_idx;

INSERT INTO account
    (id, email, email_canonical, email_verified_at, password_hash, roles, status, version, created_at, updated_at)
SELECT
    pg_temp.id(made, number), address, address, made,
    coalesce(nullif(current_setting('gatehouse.password_hash', true), ''), 'none'), '{user}', 'active', 0, made, made
FROM (
    SELECT
        number,
        current_setting('gatehouse.accounts_since')::timestamptz + number * interval '31 seconds' AS made,
        substr(md5('name' || number), 1, 6) || '.' || substr(md5('surname' || number), 1, 8) || number || '@'
        || (ARRAY['example.org', 'example.com', 'mail.example.net', 'example.edu'])[1 + number % 4] AS address
    FROM
        generate_series(
            1, coalesce(nullif(current_setting('gatehouse.accounts', true), ''), '1000000')::integer
        ) AS number
) AS person;

INSERT INTO account_role (account_id, role, created_at, updated_at)
SELECT account.id, 'user', account.created_at, account.updated_at FROM account
WHERE NOT EXISTS (SELECT 1 FROM account_role WHERE account_role.account_id = account.id AND account_role.role = 'user');

ALTER TABLE account ENABLE TRIGGER account_role_follow;
CREATE INDEX account_email_trigram_idx ON account
USING gin (email_canonical public.gin_trgm_ops) WITH (fastupdate = off);

VACUUM (ANALYZE) account;
VACUUM (ANALYZE) account_role;
