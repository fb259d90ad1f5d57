SET lock_timeout = '3s';
SET statement_timeout = '30s';

CREATE TABLE organization (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT organization_name_length CHECK (char_length(name) BETWEEN 1 AND 80)
);

CREATE TABLE membership (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT membership_person_key UNIQUE (organization_id, account_id),
    CONSTRAINT membership_organization_fkey FOREIGN KEY (organization_id)
    REFERENCES organization (id) ON DELETE CASCADE,
    -- Whoever removes a profile says first what becomes of its organizations.
    CONSTRAINT membership_profile_fkey FOREIGN KEY (account_id) REFERENCES profile (id),
    CONSTRAINT membership_role_known CHECK (role IN ('owner', 'admin', 'member'))
);

CREATE INDEX membership_account_idx ON membership (account_id, organization_id);

-- Where the viewer belongs, and as what. A policy of membership cannot ask membership itself; this reads as the tables'
-- owner, for whom there are policies without conditions.
CREATE OR REPLACE FUNCTION viewer_memberships() RETURNS TABLE (organization_id uuid, role text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10
SET search_path FROM CURRENT
AS $$
    SELECT membership.organization_id, membership.role FROM membership WHERE account_id = viewer_account()
$$;

-- Takes an organization for a change of it, of its members or its invitations: who does waits here for the others, and what is
-- read from now on is what they have left. Tells what the viewer is there; nothing, where they are no member.
CREATE OR REPLACE FUNCTION organization_enter(entered uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM FROM organization WHERE id = entered FOR UPDATE;
    RETURN (SELECT role FROM viewer_memberships() WHERE organization_id = entered);
END
$$;

-- Whether the viewer may make themselves a member: as the owner of what they have just made.
CREATE OR REPLACE FUNCTION organization_joinable(joined uuid, wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
    SELECT wanted = 'owner' AND NOT EXISTS (SELECT FROM membership WHERE organization_id = joined)
$$;

-- The last owner stays, whoever asks and however many do at once: they take turns at the organization. Where that goes, so may
-- its owners.
CREATE OR REPLACE FUNCTION membership_keep_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM FROM organization WHERE id = OLD.organization_id FOR UPDATE;
    IF FOUND AND NOT EXISTS (
        SELECT FROM membership WHERE organization_id = OLD.organization_id AND role = 'owner' AND id <> OLD.id
    ) THEN
        -- In PostgreSQL's words, from which its readers take the constraint's name.
        RAISE EXCEPTION 'relation "membership" violates check constraint "membership_last_owner"'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_last_owner';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER membership_owner_leaves BEFORE DELETE ON membership
FOR EACH ROW WHEN (OLD.role = 'owner')
EXECUTE FUNCTION membership_keep_owner();

CREATE TRIGGER membership_owner_steps_down BEFORE UPDATE ON membership
FOR EACH ROW WHEN (OLD.role = 'owner' AND NEW.role <> 'owner')
EXECUTE FUNCTION membership_keep_owner();

ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership FORCE ROW LEVEL SECURITY;

-- Nobody else's business than the members', whatever somebody may read of people.
CREATE POLICY organization_of_members ON organization FOR SELECT
USING (
    id IN (SELECT organization_id FROM viewer_memberships())
    OR (SELECT viewer_access()) = 'system'
);

CREATE POLICY organization_make ON organization FOR INSERT
WITH CHECK ((SELECT viewer_account()) IS NOT NULL);

CREATE POLICY organization_change ON organization FOR UPDATE
USING (
    id IN (SELECT organization_id FROM viewer_memberships() WHERE role IN ('owner', 'admin'))
    OR (SELECT viewer_access()) = 'system'
);

CREATE POLICY organization_remove ON organization FOR DELETE
USING (
    id IN (SELECT organization_id FROM viewer_memberships() WHERE role = 'owner')
    OR (SELECT viewer_access()) = 'system'
);

CREATE POLICY membership_of_members ON membership FOR SELECT
USING (
    account_id = (SELECT viewer_account())
    OR organization_id IN (SELECT organization_id FROM viewer_memberships())
    OR (SELECT viewer_access()) = 'system'
);

CREATE POLICY membership_make ON membership FOR INSERT
WITH CHECK (account_id = (SELECT viewer_account()) AND organization_joinable(organization_id, role));

CREATE POLICY membership_change ON membership FOR UPDATE
USING (
    organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role IN ('owner', 'admin'))
    OR (SELECT viewer_access()) = 'system'
);

CREATE POLICY membership_remove ON membership FOR DELETE
USING (
    account_id = (SELECT viewer_account())
    OR organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role IN ('owner', 'admin'))
    OR (SELECT viewer_access()) = 'system'
);

DO $$
DECLARE
    defined text;
BEGIN
    FOREACH defined IN ARRAY ARRAY['organization', 'membership'] LOOP
        EXECUTE format('CREATE POLICY %1$s_functions ON %1$s TO %2$I USING (true)', defined, current_user);
    END LOOP;
END
$$;
