-- Administrators look at one status, newest first. Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS mail_message_status_idx ON mail_message (status, id);
