-- How administrators' searches are planned and how long they take in the database, over what load.sql made:
--
--   psql "$GATEHOUSE_POSTGRES_URL?options=-csearch_path=auth,public" -f bench/sql/searches.sql
--
-- The statements are those of AccountSearchRepository and AuditRepository.
\set ON_ERROR_STOP on
\pset pager off

CREATE TEMPORARY TABLE search (name text PRIMARY KEY, sql text NOT NULL);
INSERT INTO search VALUES
('accounts: the newest', 'SELECT * FROM account WHERE id < $1 ORDER BY id DESC LIMIT 21'),
('accounts: by a beginning', 'SELECT * FROM account WHERE email_canonical COLLATE "C" > $3 AND email_canonical COLLATE "C" >= $3
    AND email_canonical COLLATE "C" < $3 || chr(1114111) ORDER BY email_canonical COLLATE "C" LIMIT 21'),
('accounts: by a rare part', 'SELECT * FROM account WHERE email_canonical LIKE ''%'' || $4 || ''%'' AND id < ''ffffffff-ffff-ffff-ffff-ffffffffffff'' ORDER BY id DESC LIMIT 21'),
('accounts: by a common part', 'SELECT * FROM account WHERE email_canonical LIKE ''%example.com%'' AND id < $1 ORDER BY id DESC LIMIT 21'),
('accounts: by a part of nobody', 'SELECT * FROM account WHERE email_canonical LIKE ''%qzxqzx%'' AND id < $1 ORDER BY id DESC LIMIT 21'),
('events: the newest', 'SELECT * FROM audit_event WHERE created_at >= $6 AND created_at <= $2 AND (created_at, id) < ($2, $1)
    ORDER BY created_at DESC, id DESC LIMIT 21'),
('events: of an account', 'SELECT * FROM audit_event WHERE created_at >= $6 AND created_at <= now() AND (created_at, id) < (now(), $1)
    AND account_id = $5 ORDER BY created_at DESC, id DESC LIMIT 21'),
('events: by an actor', 'SELECT * FROM audit_event WHERE created_at >= $6 AND created_at <= now() AND (created_at, id) < (now(), $1)
    AND actor_id = $5::text ORDER BY created_at DESC, id DESC LIMIT 21'),
('events: of a common action', 'SELECT * FROM audit_event WHERE created_at >= $6 AND created_at <= $2 AND (created_at, id) < ($2, $1)
    AND action = ''signed_in'' ORDER BY created_at DESC, id DESC LIMIT 21'),
('events: of a rare action', 'SELECT * FROM audit_event WHERE created_at >= $6 AND created_at <= now() AND (created_at, id) < (now(), $1)
    AND action = ''account_deleted'' ORDER BY created_at DESC, id DESC LIMIT 21'),
('events: of an account and action', 'SELECT * FROM audit_event WHERE created_at >= $6 AND created_at <= now() AND (created_at, id) < (now(), $1)
    AND account_id = $5 AND action = ''signed_out'' ORDER BY created_at DESC, id DESC LIMIT 21'),
('events: in a week', 'SELECT * FROM audit_event WHERE created_at >= $2 - interval ''7 days'' AND created_at <= $2 AND (created_at, id) < ($2, $1)
    ORDER BY created_at DESC, id DESC LIMIT 21');

-- What a search is asked for: somebody, some time. Each execution asks for another.
CREATE TEMPORARY TABLE question AS
SELECT
    row_number() OVER () AS number,
    id,
    created_at + interval '1 day' AS moment,
    substr(email_canonical, 1, 4) AS beginning,
    substr(email_canonical, 9, 10) AS part
FROM account TABLESAMPLE SYSTEM (1) REPEATABLE (7)
LIMIT 300;

CREATE TEMPORARY TABLE measured (name text NOT NULL, milliseconds double precision NOT NULL);

-- Prepared once and executed often, as the service's connections do it.
SELECT format('PREPARE %I (uuid, timestamptz, text, text, uuid, timestamptz) AS %s', name, sql) FROM search \gexec

DO $$
DECLARE
    search record;
    question record;
    started timestamptz;
BEGIN
    FOR search IN SELECT * FROM pg_temp.search LOOP
        -- A search for a part is planned for each text, and so it is here.
        PERFORM set_config(
            'plan_cache_mode', CASE WHEN search.name LIKE '% part%' THEN 'force_custom_plan' ELSE 'auto' END, true
        );
        FOR question IN SELECT * FROM pg_temp.question LOOP
            started := clock_timestamp();
            EXECUTE format(
                'EXECUTE %I (%L, %L, %L, %L, %L, %L)',
                search.name, question.id, question.moment, question.beginning, question.part, question.id, '2000-01-01'
            );
            INSERT INTO measured VALUES (search.name, extract(epoch FROM clock_timestamp() - started) * 1000);
        END LOOP;
    END LOOP;
END
$$;

SELECT
    name,
    round(percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds)::numeric, 2) AS p50_ms,
    round(percentile_cont(0.99) WITHIN GROUP (ORDER BY milliseconds)::numeric, 2) AS p99_ms
FROM measured
GROUP BY name
ORDER BY name;

CREATE FUNCTION pg_temp.explain(sql text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    question record;
BEGIN
    SELECT * INTO question FROM pg_temp.question WHERE number = 100;
    RETURN QUERY EXECUTE 'EXPLAIN (ANALYZE, BUFFERS) ' || sql
    USING question.id, question.moment, question.beginning, question.part, question.id, '2000-01-01'::timestamptz;
END
$$;

\pset tuples_only on
SELECT CASE WHEN line = 1 THEN E'\n-- ' || name || E'\n' ELSE '' END || plan
FROM search, pg_temp.explain(sql) WITH ORDINALITY AS explained (plan, line)
ORDER BY name, line;
