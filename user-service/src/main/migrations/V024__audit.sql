SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Who did what in which organization. Append-only: the service may insert and read; neither it nor whoever takes it over can change or
-- remove a row.
CREATE TABLE audit_event (
    id uuid PRIMARY KEY,
    -- No foreign keys: the history of what is deleted stays.
    organization_id uuid NOT NULL,
    -- The type of the event that tells it.
    action text NOT NULL,
    -- The account that did it; null where it was the service itself, or somebody without an account.
    actor_id uuid,
    detail jsonb NOT NULL,
    request_id text,
    created_at timestamptz NOT NULL
);

CREATE INDEX audit_event_organization_idx ON audit_event (organization_id, created_at, id);
CREATE INDEX audit_event_created_idx ON audit_event (created_at);

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;

CREATE POLICY audit_event_of_organization ON audit_event FOR SELECT
USING (
    organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role IN ('owner', 'admin'))
    OR (SELECT viewer_access()) = 'system'
);

CREATE POLICY audit_event_append ON audit_event FOR INSERT
WITH CHECK (actor_id IS NOT DISTINCT FROM (SELECT viewer_account()));

-- For the housekeeping. Refuses what is younger: whoever takes the service over must not be able to remove what tells of it.
CREATE OR REPLACE FUNCTION audit_remove_old(before timestamptz, most integer) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
    DELETE FROM audit_event WHERE id IN (
        SELECT id FROM audit_event
        WHERE created_at < least(before, now() - interval '90 days')
        LIMIT most
        FOR UPDATE SKIP LOCKED
    )
    RETURNING id
$$;

DO $$
DECLARE
    grantee oid;
BEGIN
    EXECUTE format('CREATE POLICY audit_event_functions ON audit_event TO %I USING (true)', current_user);
    -- Whatever the schema's default privileges gave.
    FOR grantee IN
        SELECT DISTINCT entry.grantee FROM pg_class, aclexplode(relacl) AS entry
        WHERE oid = 'audit_event'::regclass AND entry.grantee NOT IN (0, relowner)
    LOOP
        EXECUTE format(
            'REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN ON audit_event FROM %I',
            pg_get_userbyid(grantee)
        );
    END LOOP;
END
$$;
