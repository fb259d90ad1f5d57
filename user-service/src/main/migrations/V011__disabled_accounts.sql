SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Since when the account is disabled; null while it is not.
ALTER TABLE profile ADD COLUMN IF NOT EXISTS disabled_at timestamptz;

-- Meanwhile the profile is there for its person and for those who see all, whatever is changed in it: policies, indexes and
-- searches go by the audience. The visibility keeps what holds when the account is enabled.
CREATE OR REPLACE FUNCTION profile_hide() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.audience := 'private';
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER profile_hide BEFORE INSERT OR UPDATE ON profile
FOR EACH ROW WHEN (NEW.disabled_at IS NOT NULL)
EXECUTE FUNCTION profile_hide();
