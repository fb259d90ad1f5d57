-- 1,000,000 profiles (or as many as gatehouse.people says), made over a year, for directory.sql and ./gatehouse bench --users. Into a migrated database without people, as the schema's owner:
--
--   psql "$GATEHOUSE_POSTGRES_URL?options=-csearch_path%3Dusers,public" -f bench/sql/people.sql
\set ON_ERROR_STOP on
\timing on
SET maintenance_work_mem = '512MB';
SET synchronous_commit = off;
SET gatehouse.access = 'system';

-- Made at the end, all at once, what would be made row by row.
DROP INDEX profile_search_name_trigram_idx;

-- A third has one of thirty given names, the others' are as manifold as family names. Of six people one is public, three
-- are shown to members and two to nobody. Ids in the order of time, as the services make them (UUIDv7).
CREATE FUNCTION pg_temp.syllable(number integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (string_to_array('b br ch d f g gr h j k l m n p r s sch st t w', ' '))[1 + number % 20]
        || (string_to_array('a e i o u ei au ie', ' '))[1 + number / 20 % 8]
        || (string_to_array(',n,r,l,s,t,ng,ck,m,nd', ','))[1 + number / 160 % 10]
$$;

INSERT INTO profile (
    id, display_name, search_name, given_name, locale, time_zone, avatar_url, bio, phone, attributes, visibility,
    audience, version, created_at, updated_at
)
SELECT
    (
        lpad(to_hex((extract(epoch FROM made) * 1000)::bigint), 12, '0') || '7000' || substr(md5(number::text), 1, 16)
    )::uuid,
    initcap(given || ' ' || family),
    given || ' ' || family,
    initcap(given),
    'de-CH',
    'Europe/Zurich',
    'https://img.example.org/' || number,
    'Lives somewhere and does something.',
    '+4144668' || lpad((number % 10000)::text, 4, '0'),
    '{"plan": "basic", "seats": 3}',
    jsonb_build_object('display_name', audience, 'avatar_url', audience, 'bio', 'members'),
    audience,
    0,
    made,
    made
FROM (
    SELECT
        number,
        now() - interval '365 days' + number * interval '31 seconds' AS made,
        CASE WHEN h1 % 3 = 0
            THEN (string_to_array(
                'maria anna peter thomas michael daniel andreas christian martin stefan sandra nicole julia laura lena marco luca'
                || ' simon david jan elena sarah lisa katharina johannes paul noah emma mia leon', ' '
            ))[1 + h1 / 3 % 30]
            ELSE pg_temp.syllable(h1) || pg_temp.syllable(h1 / 1600)
        END AS given,
        pg_temp.syllable(h2) || pg_temp.syllable(h2 / 1600) AS family,
        (ARRAY['public', 'members', 'members', 'members', 'private', 'private'])[1 + h2 / 7 % 6] AS audience
    FROM (
        SELECT
            number,
            abs(hashint8(number) / 2) AS h1,
            abs(hashint8(-number) / 2) AS h2
        FROM generate_series(1, coalesce(current_setting('gatehouse.people', true)::integer, 1000000)) AS number
    ) AS hashed
) AS person;

CREATE INDEX profile_search_name_trigram_idx ON profile
USING gin (search_name public.gin_trgm_ops) WITH (fastupdate = off);

VACUUM (ANALYZE) profile;
