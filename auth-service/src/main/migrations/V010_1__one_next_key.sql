-- As for the key that signs: whichever instance inserts first decides. Alone in its file: it runs outside of a transaction.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS signing_key_next_key ON signing_key (status) WHERE status = 'next';
