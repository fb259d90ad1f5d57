-- What is past its retention is found by its time. Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS refresh_token_expires_idx ON refresh_token (expires_at);
