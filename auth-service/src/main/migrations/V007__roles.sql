SET lock_timeout = '3s';
SET statement_timeout = '30s';

CREATE TABLE IF NOT EXISTS role (
    -- What tokens call it.
    name text PRIMARY KEY,
    description text NOT NULL,
    -- Empty for "admin", which may do everything.
    permissions text[] NOT NULL,
    version bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

INSERT INTO role (name, description, permissions, created_at, updated_at)
VALUES
('admin', 'May do everything', '{}', now(), now()),
(
    'support', 'Looks after accounts, without changing them',
    '{accounts:read,sessions:end,audit:read,mails:read}', now(), now()
),
('user', 'Everybody who has signed up', '{}', now(), now())
ON CONFLICT DO NOTHING;

-- Who has a role. Written by the database alone, from account.roles: every version of the service writes that, and tokens
-- are made from it without a join. This one knows only roles that exist, and finds the accounts of a role.
CREATE TABLE IF NOT EXISTS account_role (
    account_id uuid NOT NULL,
    role text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT account_role_pkey PRIMARY KEY (account_id, role),
    CONSTRAINT account_role_account_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT account_role_role_fkey FOREIGN KEY (role) REFERENCES role (name)
);

CREATE INDEX IF NOT EXISTS account_role_role_idx ON account_role (role, account_id);

CREATE OR REPLACE FUNCTION account_role_follow() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM account_role WHERE account_id = NEW.id AND role <> ALL (NEW.roles);
    END IF;
    INSERT INTO account_role (account_id, role, created_at, updated_at)
    SELECT NEW.id, role, NEW.updated_at, NEW.updated_at FROM unnest(NEW.roles) AS role
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER account_role_follow
AFTER INSERT OR UPDATE OF roles ON account
FOR EACH ROW EXECUTE FUNCTION account_role_follow();

-- The foreign key of account_role decides now.
ALTER TABLE account DROP CONSTRAINT IF EXISTS account_roles_check;
