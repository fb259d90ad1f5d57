SET lock_timeout = '3s';
SET statement_timeout = '30s';

ALTER TABLE session DROP CONSTRAINT IF EXISTS session_end_reason_check;
ALTER TABLE session ADD CONSTRAINT session_end_reason_check CHECK (
    end_reason IN (
        'logout', 'revoked', 'refresh_token_reused', 'password_changed', 'password_reset',
        'ended_by_admin', 'account_disabled', 'account_deleted'
    )
) NOT VALID;

-- Tells those who verify access tokens without asking us which of them hold no longer.
CREATE TABLE IF NOT EXISTS revocation (
    -- Of a session its own id, since it ends once; of an account a fresh one.
    id uuid PRIMARY KEY,
    session_id uuid,
    account_id uuid,
    -- What the account was issued before this holds no longer.
    not_before timestamptz,
    -- From here on no access token is left that it concerns.
    expires_at timestamptz NOT NULL,
    -- When it was appended to the stream; NULL: not yet.
    appended_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT revocation_subject_check CHECK ((session_id IS NULL) <> (account_id IS NULL)),
    CONSTRAINT revocation_not_before_check CHECK ((account_id IS NULL) = (not_before IS NULL))
);

CREATE INDEX IF NOT EXISTS revocation_waiting_idx ON revocation (id) WHERE appended_at IS NULL;
CREATE INDEX IF NOT EXISTS revocation_expires_idx ON revocation (expires_at);
