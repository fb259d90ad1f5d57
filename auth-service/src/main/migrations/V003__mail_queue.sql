-- In which language the message is written (BCP 47); NULL: the default one.
ALTER TABLE mail_message ADD COLUMN IF NOT EXISTS language text;

-- A message that had nothing to say any more when it was about to leave is dropped. The rule is wider than the one before, so
-- every row fulfils it already and none need be looked at.
ALTER TABLE mail_message DROP CONSTRAINT IF EXISTS mail_message_status_check;
ALTER TABLE mail_message ADD CONSTRAINT mail_message_status_check
CHECK (status IN ('queued', 'sent', 'dead', 'dropped')) NOT VALID;
