SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- What an application remembers for a person, such as the theme they chose.
CREATE TABLE preference (
    account_id uuid NOT NULL,
    key text NOT NULL,
    value jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT preference_pkey PRIMARY KEY (account_id, key),
    CONSTRAINT preference_profile_fkey FOREIGN KEY (account_id) REFERENCES profile (id) ON DELETE CASCADE
);

ALTER TABLE preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE preference FORCE ROW LEVEL SECURITY;

-- Nobody else's business, whatever they may read.
CREATE POLICY preference_own ON preference
USING (account_id = (SELECT viewer_account()) OR (SELECT viewer_access()) = 'system');
