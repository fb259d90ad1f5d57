SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Who is to be forgotten, and how far that is. A row goes with the last that it tells of.
CREATE TABLE IF NOT EXISTS erasure (
    -- No foreign key: it outlives the account.
    account_id uuid PRIMARY KEY,
    -- Stands for the person from then on in what has to be kept.
    pseudonym uuid NOT NULL,
    -- In which the last mail is written.
    language text,
    requested_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    -- When the account was closed; until then it can be cancelled.
    closed_at timestamptz,
    -- Of mail, in all forms, once the account is gone. The first is where the last mail goes.
    addresses text [],
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT erasure_closed_check CHECK ((closed_at IS NULL) = (addresses IS NULL))
);

CREATE INDEX IF NOT EXISTS erasure_due_idx ON erasure (due_at) WHERE closed_at IS NULL;
CREATE INDEX IF NOT EXISTS erasure_closed_idx ON erasure (closed_at) WHERE closed_at IS NOT NULL;

-- Which services have forgotten them.
CREATE TABLE IF NOT EXISTS erasure_confirmation (
    account_id uuid NOT NULL,
    service text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT erasure_confirmation_pkey PRIMARY KEY (account_id, service),
    CONSTRAINT erasure_confirmation_erasure_fkey FOREIGN KEY (account_id)
    REFERENCES erasure (account_id) ON DELETE CASCADE
);

-- Addresses that an account had before: what was sent there is its person's as well.
CREATE TABLE IF NOT EXISTS former_address (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    email text NOT NULL,
    email_canonical text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT former_address_account_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS former_address_account_idx ON former_address (account_id);
CREATE INDEX IF NOT EXISTS former_address_created_idx ON former_address (created_at);

-- Written by the database alone, so that every version of the service does.
CREATE OR REPLACE FUNCTION former_address_follow() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO former_address (id, account_id, email, email_canonical, created_at, updated_at)
    VALUES (gen_random_uuid(), OLD.id, OLD.email, OLD.email_canonical, NEW.updated_at, NEW.updated_at);
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER former_address_follow
AFTER UPDATE OF email ON account
FOR EACH ROW WHEN (OLD.email <> NEW.email)
EXECUTE FUNCTION former_address_follow();

-- Every form in which an address of the account may stand in a row of ours. The present one comes first. A former one that is somebody
-- else's by now is not the account's any more.
CREATE OR REPLACE FUNCTION account_addresses(owner uuid) RETURNS SETOF text
LANGUAGE sql STABLE ROWS 2
SET search_path FROM CURRENT
AS $$
    SELECT address FROM (
        SELECT email, 1 FROM account WHERE id = owner
        UNION ALL
        SELECT email_canonical, 2 FROM account WHERE id = owner
        UNION ALL
        SELECT unnest(ARRAY[former.email, former.email_canonical]), 3 FROM former_address AS former
        WHERE former.account_id = owner AND NOT EXISTS (
            SELECT FROM account AS other WHERE other.email_canonical = former.email_canonical AND other.id <> owner
        )
    ) AS form (address, place)
    GROUP BY address
    ORDER BY min(place)
$$;

-- Somebody is forgotten: their pseudonym stands in the audit trail from now on, without where they were. Refuses who is still there:
-- whoever takes the service over must not be able to change what tells of others. Where others acted on the account, that stays.
CREATE OR REPLACE FUNCTION audit_pseudonymise(person uuid, pseudonym uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF EXISTS (SELECT FROM account WHERE id = person) THEN
        RAISE EXCEPTION 'only who is gone gets a pseudonym';
    END IF;
    UPDATE audit_event
    SET address = NULL, device = NULL
    WHERE account_id = person AND actor_kind IN ('anonymous', 'account') AND coalesce(actor_id, person::text) = person::text;
    UPDATE audit_event
    SET account_id = pseudonym, request_id = NULL, detail = detail - 'session_id'
    WHERE account_id = person;
    UPDATE audit_event
    SET actor_id = pseudonym::text, address = NULL, device = NULL, request_id = NULL
    WHERE actor_id = person::text;
END
$$;

DO $$
BEGIN
    EXECUTE format(
        'ALTER FUNCTION audit_pseudonymise(uuid, uuid) SET search_path = %I, pg_temp', current_schema()
    );
END
$$;

-- Removed as soon as it is sent or given up, so that nothing is left of whoever was written to.
ALTER TABLE mail_message ADD COLUMN IF NOT EXISTS fleeting boolean NOT NULL DEFAULT false;
