-- Finds what another master key than today's has sealed, among very many. Nine bytes name the key. Alone in its file: it runs
-- outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS totp_sealing_key_idx ON totp (substring(secret_sealed FROM 1 FOR 9), id);
