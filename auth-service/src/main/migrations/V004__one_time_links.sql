SET lock_timeout = '3s';
SET statement_timeout = '30s';

ALTER TABLE account ADD COLUMN IF NOT EXISTS version bigint NOT NULL DEFAULT 0;
-- The address the person asked for and has not verified yet.
ALTER TABLE account ADD COLUMN IF NOT EXISTS pending_email text;

-- A sign-up whose address must be verified before there is an account. Every attempt has a row of its own, so that a link
-- creates the account of exactly the attempt that caused its mail, and never with somebody else's password.
CREATE TABLE IF NOT EXISTS pending_signup (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    email_canonical text NOT NULL,
    password_hash text NOT NULL,
    display_name text NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX IF NOT EXISTS pending_signup_email_idx ON pending_signup (email_canonical);

CREATE TABLE IF NOT EXISTS one_time_link (
    id uuid PRIMARY KEY,
    -- SHA-256 of the link's token; the token itself is nowhere.
    token_hash bytea NOT NULL,
    -- HMAC of the short code under a key that is not in the database: eight digits are soon tried out.
    code_hash bytea NOT NULL,
    code_attempts smallint NOT NULL DEFAULT 0,
    purpose text NOT NULL,
    account_id uuid,
    pending_signup_id uuid,
    -- The address it was mailed to.
    email_canonical text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT one_time_link_token_key UNIQUE (token_hash),
    CONSTRAINT one_time_link_account_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT one_time_link_signup_fkey FOREIGN KEY (pending_signup_id)
    REFERENCES pending_signup (id) ON DELETE CASCADE,
    CONSTRAINT one_time_link_purpose_check CHECK (
        purpose IN ('signup', 'verify_email', 'change_email', 'reset_password')
    ),
    CONSTRAINT one_time_link_subject_check CHECK ((account_id IS NULL) <> (pending_signup_id IS NULL))
);

-- Looks for a code by its address, and counts what an address was sent lately.
CREATE INDEX IF NOT EXISTS one_time_link_email_idx ON one_time_link (email_canonical, created_at);
CREATE INDEX IF NOT EXISTS one_time_link_account_idx ON one_time_link (account_id);
CREATE INDEX IF NOT EXISTS one_time_link_signup_idx ON one_time_link (pending_signup_id);

-- Where a session began, for its person to recognise.
ALTER TABLE session ADD COLUMN IF NOT EXISTS address text;
ALTER TABLE session ADD COLUMN IF NOT EXISTS device text;

ALTER TABLE session DROP CONSTRAINT IF EXISTS session_end_reason_check;
ALTER TABLE session ADD CONSTRAINT session_end_reason_check CHECK (
    end_reason IN ('logout', 'refresh_token_reused', 'password_changed', 'password_reset')
) NOT VALID;
