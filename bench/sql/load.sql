-- 1,000,000 accounts and 10,000,000 audit events of one year, for searches.sql. Into a migrated database without people:
--
--   psql "$GATEHOUSE_POSTGRES_URL?options=-csearch_path%3Dauth,public" -f bench/sql/load.sql
\set ON_ERROR_STOP on
\ir accounts.sql

SELECT current_setting('gatehouse.accounts_since') AS start \gset

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

VACUUM (ANALYZE) audit_event;
