SET lock_timeout = '3s';
SET statement_timeout = '30s';

CREATE TABLE IF NOT EXISTS oauth_client_key (
    client_id text NOT NULL,
    -- As the client's assertions name it.
    kid text NOT NULL,
    -- SubjectPublicKeyInfo (RFC 5280 section 4.1).
    public_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT oauth_client_key_pkey PRIMARY KEY (client_id, kid),
    CONSTRAINT oauth_client_key_client_fkey FOREIGN KEY (client_id) REFERENCES oauth_client (id) ON DELETE CASCADE
);

-- Assertions that have been used and would still hold.
CREATE TABLE IF NOT EXISTS oauth_client_assertion (
    client_id text NOT NULL,
    -- SHA-256 of the claim jti.
    jti_hash bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT oauth_client_assertion_pkey PRIMARY KEY (client_id, jti_hash)
);

CREATE INDEX IF NOT EXISTS oauth_client_assertion_expires_at_idx ON oauth_client_assertion (expires_at);
