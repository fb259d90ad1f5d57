SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- next: published, signs later. active: signs. retired: verifies what it has signed. gone: neither, kept as a record.
ALTER TABLE signing_key ADD COLUMN IF NOT EXISTS activated_at timestamptz;
ALTER TABLE signing_key ADD COLUMN IF NOT EXISTS retired_at timestamptz;

-- The private part is erased when a key signs no more. Older versions read the active key alone, which has one.
-- squawk-ignore ban-drop-not-null
ALTER TABLE signing_key ALTER COLUMN private_key_sealed DROP NOT NULL;

-- Wider than the rule before, so every row fulfils it already.
ALTER TABLE signing_key DROP CONSTRAINT IF EXISTS signing_key_status_check;
ALTER TABLE signing_key ADD CONSTRAINT signing_key_status_check
CHECK (status IN ('next', 'active', 'retired', 'gone')) NOT VALID;

ALTER TABLE signing_key DROP CONSTRAINT IF EXISTS signing_key_private_check;
ALTER TABLE signing_key ADD CONSTRAINT signing_key_private_check
CHECK ((private_key_sealed IS NULL) = (status IN ('retired', 'gone'))) NOT VALID;
