-- How administrators' searches are planned and how long they take in the database, over what load.sql made:
--
--   psql "$GATEHOUSE_POSTGRES_URL?options=-csearch_path%3Dauth,public" -f bench/sql/searches.sql
--
-- The statements are those of AccountSearchRepository and AuditRepository.
\set ON_ERROR_STOP on
\pset pager off

CREATE TEMPORARY TABLE read (name text PRIMARY KEY, sql text NOT NULL, plan_cache_mode text NOT NULL DEFAULT 'auto');
INSERT INTO read (name, sql) VALUES
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

-- A search for a part is planned for each text, and so it is here.
UPDATE read SET plan_cache_mode = 'force_custom_plan' WHERE name LIKE '% part%';

-- What a search is asked for: somebody, some time. Each execution asks for another.
CREATE TEMPORARY TABLE question AS
SELECT
    row_number() OVER () AS number,
    format(
        '%L, %L, %L, %L, %L, %L',
        id,
        created_at + interval '1 day',
        substr(email_canonical, 1, 4),
        substr(email_canonical, 9, 10),
        id,
        '2000-01-01'
    ) AS arguments
FROM account TABLESAMPLE SYSTEM (1) REPEATABLE (7)
LIMIT 300;

\set types 'uuid, timestamptz, text, text, uuid, timestamptz'
\ir measure.sql
