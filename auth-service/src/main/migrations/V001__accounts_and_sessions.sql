-- Waiting for a lock behind a long transaction would stop every writer that queues up after us.
SET lock_timeout = '3s';
SET statement_timeout = '30s';

CREATE TABLE IF NOT EXISTS account (
    id uuid PRIMARY KEY,
    -- As the person wrote it; mail goes here.
    email text NOT NULL,
    -- NFC and lower case; decides whether two addresses are the same.
    email_canonical text NOT NULL,
    email_verified_at timestamptz,
    -- A PHC string.
    password_hash text NOT NULL,
    roles text[] NOT NULL,
    status text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT account_email_key UNIQUE (email_canonical),
    CONSTRAINT account_roles_check CHECK (roles <@ ARRAY['user', 'admin']),
    CONSTRAINT account_status_check CHECK (status IN ('active', 'disabled'))
);

CREATE TABLE IF NOT EXISTS session (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    last_used_at timestamptz NOT NULL,
    -- The absolute lifetime; the idle one is the expiry of the newest refresh token.
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT session_account_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT session_end_reason_check CHECK (end_reason IN ('logout', 'refresh_token_reused')),
    CONSTRAINT session_ended_check CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);

CREATE INDEX IF NOT EXISTS session_account_idx ON session (account_id);

CREATE TABLE IF NOT EXISTS refresh_token (
    -- SHA-256 of the token; the token itself is nowhere.
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    successor_hash bytea,
    -- The successor, encrypted under a key that only the holder of this token can derive.
    successor_sealed bytea,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT refresh_token_session_fkey FOREIGN KEY (session_id) REFERENCES session (id) ON DELETE CASCADE,
    CONSTRAINT refresh_token_used_check CHECK (
        (used_at IS NULL) = (successor_hash IS NULL) AND (used_at IS NULL) = (successor_sealed IS NULL)
    )
);

CREATE INDEX IF NOT EXISTS refresh_token_session_idx ON refresh_token (session_id);

CREATE TABLE IF NOT EXISTS signing_key (
    -- RFC 7638 thumbprint of the public part.
    kid text PRIMARY KEY,
    status text NOT NULL,
    -- SubjectPublicKeyInfo, DER.
    public_key bytea NOT NULL,
    -- PKCS #8 under AES-256-GCM with the master key; the kid is authenticated with it.
    private_key_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT signing_key_status_check CHECK (status IN ('active'))
);

-- Whichever instance inserts first decides the key.
CREATE UNIQUE INDEX IF NOT EXISTS signing_key_active_key ON signing_key (status) WHERE status = 'active';
