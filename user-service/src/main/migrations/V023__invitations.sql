SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Open invitations. One that is accepted, declined or withdrawn is no row any more.
CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    invited_by uuid,
    expires_at timestamptz NOT NULL,
    -- Since when auth-service sees to the mail; null until it does.
    mailed_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT invitation_organization_fkey FOREIGN KEY (organization_id)
    REFERENCES organization (id) ON DELETE CASCADE,
    CONSTRAINT invitation_profile_fkey FOREIGN KEY (invited_by) REFERENCES profile (id) ON DELETE SET NULL,
    CONSTRAINT invitation_role_known CHECK (role IN ('owner', 'admin', 'member'))
);

CREATE UNIQUE INDEX invitation_address_key ON invitation (organization_id, lower(email));
CREATE INDEX invitation_organization_idx ON invitation (organization_id, id);
CREATE INDEX invitation_invited_by_idx ON invitation (invited_by);
CREATE INDEX invitation_unmailed_idx ON invitation (id) WHERE mailed_at IS NULL;
CREATE INDEX invitation_expiry_idx ON invitation (expires_at);

-- Which invitation's token the transaction's request has shown; a third setting, beside access and account.
CREATE OR REPLACE FUNCTION viewer_invitation() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('gatehouse.invitation', true), '')::uuid;

-- Also as what the invitation says whose token they have shown.
CREATE OR REPLACE FUNCTION organization_joinable(joined uuid, wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
    SELECT (wanted = 'owner' AND NOT EXISTS (SELECT FROM membership WHERE organization_id = joined))
        OR EXISTS (
            SELECT FROM invitation
            WHERE id = viewer_invitation() AND organization_id = joined AND role = wanted AND expires_at > now()
        )
$$;

-- For the housekeeping, which looks as nobody. No more than what has expired can go this way.
CREATE OR REPLACE FUNCTION invitation_remove_expired(before timestamptz, most integer) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
    DELETE FROM invitation WHERE id IN (
        SELECT id FROM invitation WHERE expires_at < least(before, now()) LIMIT most FOR UPDATE SKIP LOCKED
    )
    RETURNING id
$$;

ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;

CREATE POLICY invitation_of_organization ON invitation
USING (
    organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role IN ('owner', 'admin'))
    OR (SELECT viewer_access()) = 'system'
);

CREATE POLICY invitation_shown ON invitation FOR SELECT
USING (id = (SELECT viewer_invitation()));

CREATE POLICY invitation_answer ON invitation FOR DELETE
USING (id = (SELECT viewer_invitation()));

DO $$
BEGIN
    EXECUTE format('CREATE POLICY invitation_functions ON invitation TO %I USING (true)', current_user);
END
$$;
