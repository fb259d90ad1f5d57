SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Owners reach everybody, admins whoever is no owner: as the row was, and as it will be.
ALTER POLICY membership_change ON membership USING (
    organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role = 'owner')
    OR (role <> 'owner' AND organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role = 'admin'))
    OR (SELECT viewer_access()) = 'system'
);

ALTER POLICY membership_remove ON membership USING (
    account_id = (SELECT viewer_account())
    OR organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role = 'owner')
    OR (role <> 'owner' AND organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role = 'admin'))
    OR (SELECT viewer_access()) = 'system'
);

-- Removing one takes no more than it did: whoever invites makes room where one has expired, whatever it was to.
ALTER POLICY invitation_of_organization ON invitation WITH CHECK (
    organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role = 'owner')
    OR (role <> 'owner' AND organization_id IN (SELECT organization_id FROM viewer_memberships() WHERE role = 'admin'))
    OR (SELECT viewer_access()) = 'system'
);
