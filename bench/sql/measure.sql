-- How the statements of the table "read" are planned and how long they take, with the arguments of the table "question", another
-- for each execution; :types are the types of the parameters. Included by directory.sql and searches.sql.
CREATE TEMPORARY TABLE measured (name text NOT NULL, milliseconds double precision NOT NULL);

-- Prepared once and executed often, as the service's connections do it.
SELECT format('PREPARE %I (%s) AS %s', name, :'types', sql) FROM read \gexec

DO $$
DECLARE
    read record;
    question record;
    started timestamptz;
BEGIN
    FOR read IN SELECT * FROM pg_temp.read LOOP
        PERFORM set_config('plan_cache_mode', read.plan_cache_mode, true);
        FOR question IN SELECT * FROM pg_temp.question LOOP
            started := clock_timestamp();
            EXECUTE format('EXECUTE %I (%s)', read.name, question.arguments);
            INSERT INTO measured VALUES (read.name, extract(epoch FROM clock_timestamp() - started) * 1000);
        END LOOP;
    END LOOP;
END
$$;

SELECT
    name,
    round(percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds)::numeric, 2) AS p50_ms,
    round(percentile_cont(0.95) WITHIN GROUP (ORDER BY milliseconds)::numeric, 2) AS p95_ms,
    round(percentile_cont(0.99) WITHIN GROUP (ORDER BY milliseconds)::numeric, 2) AS p99_ms
FROM measured
GROUP BY name
ORDER BY name;

CREATE FUNCTION pg_temp.explain(read pg_temp.read) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('plan_cache_mode', read.plan_cache_mode, true);
    RETURN QUERY EXECUTE format('EXPLAIN (ANALYZE, BUFFERS) EXECUTE %I (%s)', read.name, question.arguments)
    FROM pg_temp.question WHERE number = 100;
END
$$;

\pset tuples_only on
SELECT CASE WHEN line = 1 THEN E'\n-- ' || name || E'\n' ELSE '' END || plan
FROM read, pg_temp.explain(read) WITH ORDINALITY AS explained (plan, line)
ORDER BY name, line;
