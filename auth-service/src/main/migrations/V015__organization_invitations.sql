SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Whoever is invited to an organization need not have an account: such a link is for nobody here. Wider than the rules before, so
-- every row fulfils them already and none need be looked at.
ALTER TABLE one_time_link DROP CONSTRAINT IF EXISTS one_time_link_purpose_check;
ALTER TABLE one_time_link ADD CONSTRAINT one_time_link_purpose_check CHECK (
    purpose IN ('signup', 'verify_email', 'change_email', 'reset_password', 'invitation', 'join_organization')
) NOT VALID;
ALTER TABLE one_time_link DROP CONSTRAINT IF EXISTS one_time_link_subject_check;
ALTER TABLE one_time_link ADD CONSTRAINT one_time_link_subject_check CHECK (
    num_nonnulls(account_id, pending_signup_id) = CASE purpose WHEN 'join_organization' THEN 0 ELSE 1 END
) NOT VALID;
