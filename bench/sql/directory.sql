-- How reads of profiles are planned and how long they take in the database, over what people.sql made, as the service's role
-- and a member, under row-level security:
--
--   psql "postgresql://gatehouse_user:...@host/gatehouse" -f bench/sql/directory.sql
--
-- The statements are those of ProfileRepository and DirectoryRepository.
\set ON_ERROR_STOP on
\pset pager off
SET gatehouse.access = 'member';

CREATE TEMPORARY TABLE columns AS SELECT 'profile.id, display_name, search_name, given_name, family_name, locale, time_zone,
    avatar_url, bio, phone, attributes::text, visibility::text, version, created_at, updated_at' AS list;

-- Planned as the service has it.
CREATE TEMPORARY TABLE read (
    name text PRIMARY KEY,
    sql text NOT NULL,
    plan_cache_mode text NOT NULL DEFAULT 'force_generic_plan'
);
INSERT INTO read (name, sql) VALUES
('1 by id', 'WHERE id = $1'),
('2 fifty by id', 'WHERE id = ANY ($2)'),
('3 first page', 'WHERE audience IN (''members'', ''public'') AND (search_name, id) > ('''', ''00000000-0000-0000-0000-000000000000'')
    AND search_name < chr(1114111) ORDER BY search_name, id LIMIT 51'),
('4 thousandth page', 'WHERE audience IN (''members'', ''public'') AND (search_name, id) > ($3, $4)
    AND search_name < chr(1114111) ORDER BY search_name, id LIMIT 51'),
('5 newest', 'WHERE audience IN (''members'', ''public'') AND (created_at, id) < (''9999-12-31'', $1)
    ORDER BY created_at DESC, id DESC LIMIT 51'),
('6 by a beginning', 'WHERE audience IN (''members'', ''public'') AND (search_name, id) > ($5, ''00000000-0000-0000-0000-000000000000'')
    AND search_name < $5 || chr(1114111) ORDER BY search_name, id LIMIT 51'),
('7 by a family name', 'JOIN profile_search(''%'' || $6 || ''%'', '''', ''00000000-0000-0000-0000-000000000000'', 51) AS found (id)
    ON found.id = profile.id ORDER BY search_name, profile.id'),
('8 by four letters of many', 'JOIN profile_search(''%'' || $7 || ''%'', '''', ''00000000-0000-0000-0000-000000000000'', 51) AS found (id)
    ON found.id = profile.id ORDER BY search_name, profile.id'),
('9 by a part of nobody', 'JOIN profile_search(''%qzxqzx%'', '''', ''00000000-0000-0000-0000-000000000000'', 51) AS found (id)
    ON found.id = profile.id ORDER BY search_name, profile.id');
UPDATE read SET sql = 'SELECT ' || list || ' FROM profile ' || sql FROM columns;

-- What is asked for: somebody, some name. Each execution asks for another.
SELECT search_name AS name, id AS place FROM profile
WHERE audience IN ('members', 'public') ORDER BY search_name, id OFFSET 49999 LIMIT 1 \gset
CREATE TEMPORARY TABLE question AS
SELECT
    row_number() OVER () AS number,
    format(
        '%L, %L, %L, %L, %L, %L, %L',
        id,
        array_agg(id) OVER (ROWS BETWEEN CURRENT ROW AND 49 FOLLOWING),
        :'name',
        :'place',
        left(search_name, 3),
        split_part(search_name, ' ', 2),
        right(search_name, 4)
    ) AS arguments
FROM profile TABLESAMPLE SYSTEM (1) REPEATABLE (7)
LIMIT 300;

\set types 'uuid, uuid[], text, uuid, text, text, text'
\ir measure.sql
