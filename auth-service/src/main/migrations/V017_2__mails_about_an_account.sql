-- Addresses that a person asked for and may never have had.
CREATE INDEX CONCURRENTLY IF NOT EXISTS mail_message_account_idx ON mail_message ((parameters ->> 'accountId'))
WHERE template = 'change_email';
