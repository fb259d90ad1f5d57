SET lock_timeout = '3s';
SET statement_timeout = '30s';

CREATE TABLE IF NOT EXISTS oauth_client (
    -- The client_id, as the administrator chose it.
    id text PRIMARY KEY,
    name text NOT NULL,
    scopes text [] NOT NULL,
    version bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS oauth_client_secret (
    id uuid PRIMARY KEY,
    client_id text NOT NULL,
    -- HMAC of the secret under a key that the master key seals.
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT oauth_client_secret_client_fkey FOREIGN KEY (client_id) REFERENCES oauth_client (id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS oauth_client_secret_client_idx ON oauth_client_secret (client_id);
