SET lock_timeout = '3s';
SET statement_timeout = '30s';
-- That it is there already is no warning.
SET LOCAL client_min_messages = 'warning';

-- In a schema that does not depend on which service's migrations come first; when both come at once, one of them makes it.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
EXCEPTION WHEN unique_violation OR duplicate_object THEN
    NULL;
END
$$;
