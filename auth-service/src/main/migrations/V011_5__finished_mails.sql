-- What is past its retention is found by its time. Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS mail_message_finished_idx ON mail_message (updated_at) WHERE status <> 'queued';
