SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- From when until when an address was the account's, in every form. What was sent to it before or after was for somebody else, also
-- where nobody has shown whose the address is.
CREATE OR REPLACE FUNCTION account_address_times(owner uuid) RETURNS TABLE (address text, since timestamptz, until timestamptz)
LANGUAGE sql STABLE ROWS 2
SET search_path FROM CURRENT
AS $$
    WITH held AS (
        SELECT email, email_canonical, created_at AS left_at FROM former_address WHERE account_id = owner
        UNION ALL
        SELECT email, email_canonical, 'infinity' FROM account WHERE id = owner
    )
    SELECT
        unnest(ARRAY[held.email, held.email_canonical]),
        coalesce(lag(held.left_at) OVER (ORDER BY held.left_at), account.created_at),
        held.left_at
    FROM held CROSS JOIN account
    WHERE account.id = owner
$$;
