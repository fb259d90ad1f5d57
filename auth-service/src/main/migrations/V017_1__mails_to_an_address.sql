-- What was sent to a person. Alone in its file, as the next one: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS mail_message_recipient_idx ON mail_message (recipient);
