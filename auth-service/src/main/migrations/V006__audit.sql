SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Append-only. The service may insert and read; neither it nor whoever takes it over can change or remove a row.
CREATE TABLE IF NOT EXISTS audit_event (
    id uuid NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    actor_kind text NOT NULL,
    -- An account's or client's id; nobody else has one.
    actor_id text,
    -- Whom it concerns. No foreign key: the history of a deleted account stays.
    account_id uuid,
    -- What else it concerns, such as the name of a role.
    subject text,
    address text,
    device text,
    request_id text,
    detail jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT audit_event_pkey PRIMARY KEY (created_at, id),
    CONSTRAINT audit_event_outcome_check CHECK (outcome IN ('succeeded', 'refused')),
    CONSTRAINT audit_event_actor_check CHECK (
        actor_kind IN ('account', 'client', 'anonymous', 'system')
        AND (actor_id IS NOT NULL) = (actor_kind IN ('account', 'client'))
    )
) PARTITION BY RANGE (created_at);

CREATE INDEX IF NOT EXISTS audit_event_account_idx ON audit_event (account_id, created_at, id);
CREATE INDEX IF NOT EXISTS audit_event_actor_idx ON audit_event (actor_id, created_at, id);
CREATE INDEX IF NOT EXISTS audit_event_action_idx ON audit_event (action, created_at, id);

-- Takes whatever has no month of its own, so that nothing fails for want of a partition.
CREATE TABLE IF NOT EXISTS audit_event_default PARTITION OF audit_event DEFAULT;

-- Takes privileges from everybody but the owner, whatever the schema's default privileges gave them.
CREATE OR REPLACE FUNCTION audit_withhold(relation regclass, privileges text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    grantee text;
BEGIN
    FOR grantee IN
        SELECT DISTINCT CASE entry.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(entry.grantee)) END
        FROM pg_class, aclexplode(relacl) AS entry
        WHERE oid = relation AND entry.grantee <> relowner
    LOOP
        EXECUTE format('REVOKE %s ON %s FROM %s', privileges, relation, grantee);
    END LOOP;
END
$$;

-- A partition is reached through its table, and by the service in no other way.
CREATE OR REPLACE FUNCTION audit_add_partition(month timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    part text := 'audit_event_' || to_char(month, 'YYYY_MM');
    next_month timestamptz := month + interval '1 month';
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        RETURN;
    END IF;
    -- Nothing may come in between the move of what waits here and the new partition.
    LOCK TABLE audit_event_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE audit_event INCLUDING ALL)', part);
    PERFORM audit_withhold(part::regclass, 'ALL');
    EXECUTE format(
        'WITH moved AS (DELETE FROM audit_event_default WHERE created_at >= %L AND created_at < %L RETURNING *) '
        'INSERT INTO %I SELECT * FROM moved', month, next_month, part
    );
    EXECUTE format('ALTER TABLE audit_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, month, next_month);
END
$$;

-- The two functions the service may call: they run with the rights of the owner and do nothing else. One instance at a time;
-- the others find nothing left to do. Months are those of UTC.
CREATE OR REPLACE FUNCTION audit_add_partitions() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' SET lock_timeout = '1s' AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_event'));
    PERFORM audit_add_partition(date_trunc('month', now()) + ahead * interval '1 month') FROM generate_series(0, 3) AS ahead;
END
$$;

-- Refuses a short retention: whoever takes the service over must not be able to remove what tells of it.
CREATE OR REPLACE FUNCTION audit_drop_partitions(retention interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' SET lock_timeout = '1s' AS $$
DECLARE
    part regclass;
BEGIN
    IF retention < interval '90 days' THEN
        RAISE EXCEPTION 'audit events are kept for 90 days at least';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('audit_event'));
    FOR part IN
        SELECT oid
        FROM pg_inherits JOIN pg_class ON oid = inhrelid
        WHERE inhparent = 'audit_event'::regclass
          AND relname ~ '^audit_event_\d{4}_\d{2}$'
          AND to_timestamp(right(relname, 7), 'YYYY_MM') + interval '1 month' <= now() - retention
    LOOP
        EXECUTE format('DROP TABLE %s', part);
    END LOOP;
    DELETE FROM audit_event_default WHERE created_at < now() - retention;
END
$$;

DO $$
DECLARE
    definer text;
BEGIN
    -- Nobody's temporary tables may stand in for ours.
    FOREACH definer IN ARRAY ARRAY['audit_add_partitions()', 'audit_drop_partitions(interval)'] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', definer, current_schema());
    END LOOP;
    PERFORM audit_withhold('audit_event', 'UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN');
    PERFORM audit_withhold('audit_event_default', 'ALL');
    PERFORM audit_add_partitions();
END
$$;
