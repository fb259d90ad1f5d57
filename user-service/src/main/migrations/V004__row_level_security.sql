SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Whoever a transaction is for stands in two settings that end with it: gatehouse.access (public, member, read, write,
-- system) and gatehouse.account (the person's id). A transaction that sets nothing finds nothing. The settings are read in
-- subqueries, once for each statement and not for each row.
CREATE OR REPLACE FUNCTION viewer_access() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('gatehouse.access', true), '');

CREATE OR REPLACE FUNCTION viewer_account() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('gatehouse.account', true), '')::uuid;

ALTER TABLE profile ENABLE ROW LEVEL SECURITY;
-- For the table's owner as well, whose migrations are "system" (deploy/migrator).
ALTER TABLE profile FORCE ROW LEVEL SECURITY;

CREATE POLICY profile_own ON profile FOR SELECT
USING (id = (SELECT viewer_account()));

CREATE POLICY profile_of_others ON profile FOR SELECT
USING (
    (SELECT viewer_access()) IN ('read', 'write', 'system')
    OR (audience = 'members' AND (SELECT viewer_access()) = 'member')
    OR (audience = 'public' AND (SELECT viewer_access()) IN ('member', 'public'))
);

CREATE POLICY profile_change ON profile FOR UPDATE
USING (id = (SELECT viewer_account()) OR (SELECT viewer_access()) IN ('write', 'system'));

CREATE POLICY profile_make ON profile FOR INSERT
WITH CHECK ((SELECT viewer_access()) = 'system');

CREATE POLICY profile_remove ON profile FOR DELETE
USING ((SELECT viewer_access()) = 'system');

-- The ids of a page of those whose name is like the pattern, of those who are there for the viewer. PostgreSQL matches a
-- pattern against no row that a policy may hide, so under the policies no index would serve it. This function reads as the
-- table's owner, for whom there is a policy without conditions, and asks by itself who is looking; whoever is to see the
-- rows then reads them under the policies again.
-- Plans are made for each search: what few names have is found by its trigrams, what many have by going through the names.
CREATE OR REPLACE FUNCTION profile_search(pattern text, after_name text, after_id uuid, most integer)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path FROM CURRENT
SET plan_cache_mode = 'force_custom_plan'
AS $$
BEGIN
    IF viewer_access() IN ('read', 'write', 'system') THEN
        RETURN QUERY
        SELECT profile.id FROM profile
        WHERE search_name LIKE pattern AND (search_name, profile.id) > (after_name, after_id)
        ORDER BY search_name, profile.id
        LIMIT most;
    ELSIF viewer_access() = 'member' THEN
        RETURN QUERY
        SELECT profile.id FROM profile
        WHERE search_name LIKE pattern AND (search_name, profile.id) > (after_name, after_id)
            AND audience IN ('members', 'public')
        ORDER BY search_name, profile.id
        LIMIT most;
    END IF;
END
$$;

DO $$
BEGIN
    EXECUTE format('CREATE POLICY profile_search ON profile FOR SELECT TO %I USING (true)', current_user);
END
$$;
