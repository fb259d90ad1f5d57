-- 1,000,000 accounts and 10,000,000 audit events of one year, for searches.sql. Into a migrated database without people:
--
--   psql "$GATEHOUSE_POSTGRES_URL?options=-csearch_path%3Dauth,public" -f bench/sql/load.sql
\set ON_ERROR_STOP on
\timing on
SET maintenance_work_mem = '512MB';
SET synchronous_commit = off;

-- Ids in the order of time, as the service makes them (UUIDv7).
CREATE FUNCTION pg_temp.id(moment timestamptz, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '7000' || substr(md5(number::text), 1, 16))::uuid
$$;

SELECT now() - interval '365 days' AS start \gset

-- Made at the end, all at once, what would be made row by row.
ALTER TABLE account DISABLE TRIGGER account_role_follow;
DROP INDEX account_email_trigram_idx;

INSERT INTO account
    (id, email, email_canonical, email_verified_at, password_hash, roles, status, version, created_at, updated_at)
SELECT pg_temp.id(made, number), address, address, made, 'none', '{user}', 'active', 0, made, made
FROM (
    SELECT
        number,
        :'start'::timestamptz + number * interval '31 seconds' AS made,
        substr(md5('name' || number), 1, 6) || '.' || substr(md5('surname' || number), 1, 8) || number || '@'
        || (ARRAY['example.org', 'example.com', 'mail.example.net', 'example.edu'])[1 + number % 4] AS address
    FROM generate_series(1, 1000000) AS number
) AS person;

INSERT INTO account_role (account_id, role, created_at, updated_at)
SELECT id, 'user', created_at, updated_at FROM account;

ALTER TABLE account ENABLE TRIGGER account_role_follow;
CREATE INDEX account_email_trigram_idx ON account
USING gin (email_canonical public.gin_trgm_ops) WITH (fastupdate = off);

SELECT audit_add_partition(date_trunc('month', now(), 'UTC') - ago * interval '1 month') FROM generate_series(1, 12) AS ago;

-- Every person has ten events; one event in a thousand is an administrator's, and one in a million of a rare kind.
INSERT INTO audit_event
    (id, action, outcome, actor_kind, actor_id, account_id, address, device, request_id, detail, created_at)
SELECT
    pg_temp.id(happened, number),
    CASE WHEN number % 1000000 = 0 THEN 'account_deleted' WHEN number % 1000 = 0 THEN 'account_disabled'
        WHEN number % 10 = 0 THEN 'signed_out' ELSE 'signed_in' END,
    CASE WHEN number % 20 = 0 THEN 'refused' ELSE 'succeeded' END,
    'account',
    (CASE WHEN number % 1000 = 0 THEN administrator ELSE person END)::text,
    person,
    '203.0.113.' || number % 256,
    'Firefox on Linux',
    number::text,
    '{"session_id": "018f0000-0000-7000-8000-000000000000"}',
    happened
FROM (
    SELECT
        number,
        :'start'::timestamptz + number * interval '3.1 seconds' AS happened,
        pg_temp.id(
            :'start'::timestamptz + (1 + number * 7919 % 1000000) * interval '31 seconds', 1 + number * 7919 % 1000000
        ) AS person,
        pg_temp.id(:'start'::timestamptz + interval '31 seconds', 1) AS administrator
    FROM generate_series(1, 10000000::bigint) AS number
) AS event;

VACUUM (ANALYZE) account;
VACUUM (ANALYZE) account_role;
VACUUM (ANALYZE) audit_event;
