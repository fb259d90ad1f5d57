SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Whether the account had shown that the address was its person's.
ALTER TABLE former_address ADD COLUMN IF NOT EXISTS proven boolean NOT NULL DEFAULT false;

-- Those of the addresses that are proven; null for who was closed before these were told apart.
ALTER TABLE erasure ADD COLUMN IF NOT EXISTS proven_addresses text [];

CREATE OR REPLACE FUNCTION former_address_follow() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO former_address (id, account_id, email, email_canonical, proven, created_at, updated_at)
    VALUES (
        gen_random_uuid(), OLD.id, OLD.email, OLD.email_canonical, OLD.email_verified_at IS NOT NULL, NEW.updated_at, NEW.updated_at
    );
    RETURN NULL;
END
$$;

-- As account_addresses, but only those that the account has shown to be its person's. What others sent to an address that somebody
-- merely names is neither theirs to see nor theirs to erase.
CREATE OR REPLACE FUNCTION account_proven_addresses(owner uuid) RETURNS SETOF text
LANGUAGE sql STABLE ROWS 2
SET search_path FROM CURRENT
AS $$
    SELECT unnest(ARRAY[email, email_canonical]) FROM account WHERE id = owner AND email_verified_at IS NOT NULL
    UNION
    SELECT unnest(ARRAY[former.email, former.email_canonical]) FROM former_address AS former
    WHERE former.account_id = owner AND former.proven AND NOT EXISTS (
        SELECT FROM account AS other WHERE other.email_canonical = former.email_canonical AND other.id <> owner
    )
$$;
