-- People look at their open sessions, newest first. Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS session_open_idx ON session (account_id, id) WHERE ended_at IS NULL;
