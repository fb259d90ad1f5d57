-- What is past its retention is found by its time. Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS session_end_idx ON session ((coalesce(ended_at, expires_at)));
