SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Somebody is forgotten: their pseudonym stands in the audit trail from now on. Refuses who is still there: whoever takes the service over must
-- not be able to change what tells of others.
CREATE OR REPLACE FUNCTION audit_pseudonymise(person uuid, pseudonym uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    IF EXISTS (SELECT FROM profile WHERE id = person) THEN
        RAISE EXCEPTION 'only who is gone gets a pseudonym';
    END IF;
    UPDATE audit_event SET actor_id = pseudonym, request_id = NULL WHERE actor_id = person;
    UPDATE audit_event SET detail = jsonb_set(detail, '{account_id}', to_jsonb(pseudonym)), request_id = NULL
    WHERE detail ->> 'account_id' = person::text;
END
$$;
