SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- When and with what the person last proved to be one (RFC 8176). NULL: at the beginning, with the password.
ALTER TABLE session ADD COLUMN IF NOT EXISTS authenticated_at timestamptz;
ALTER TABLE session ADD COLUMN IF NOT EXISTS amr text[];

CREATE TABLE IF NOT EXISTS totp (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    -- AES-256-GCM with the master key; the id is authenticated with it.
    secret_sealed bytea NOT NULL,
    -- NULL: no code of it was shown yet, so it does not count.
    activated_at timestamptz,
    -- The newest step of RFC 6238 of which a code was accepted: none is accepted twice.
    last_step bigint,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT totp_account_key UNIQUE (account_id),
    CONSTRAINT totp_account_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT totp_active_check CHECK ((activated_at IS NULL) = (last_step IS NULL))
);

CREATE TABLE IF NOT EXISTS recovery_code (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    -- SHA-256 of the account and the code; the code itself is nowhere.
    code_hash bytea NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT recovery_code_hash_key UNIQUE (account_id, code_hash),
    CONSTRAINT recovery_code_account_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);

-- Somebody's password was right, and their second factor is awaited.
CREATE TABLE IF NOT EXISTS mfa_challenge (
    -- SHA-256 of the token; the token itself is nowhere.
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT mfa_challenge_account_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS mfa_challenge_account_idx ON mfa_challenge (account_id);
CREATE INDEX IF NOT EXISTS mfa_challenge_expires_idx ON mfa_challenge (expires_at);
