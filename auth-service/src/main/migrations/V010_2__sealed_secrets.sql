SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Secrets of the whole set that must outlive master keys, such as the key of keyed hashes.
CREATE TABLE IF NOT EXISTS sealed_secret (
    name text PRIMARY KEY,
    -- Under AES-256-GCM with the master key; the name is authenticated with it.
    sealed bytea NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
