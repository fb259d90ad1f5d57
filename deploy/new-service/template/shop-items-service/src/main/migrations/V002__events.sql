SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- How far each event log that this service follows has been applied.
CREATE TABLE IF NOT EXISTS event_position (
    log text PRIMARY KEY,
    position bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Events of other services that could not be applied, and those on the same subject behind them.
CREATE TABLE IF NOT EXISTS event_parked (
    log text NOT NULL,
    position bigint NOT NULL,
    event_id uuid,
    type text NOT NULL,
    subject text,
    event jsonb NOT NULL,
    reason text NOT NULL,
    attempts bigint NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (log, position)
);

CREATE INDEX IF NOT EXISTS event_parked_subject_idx ON event_parked (log, subject, position);

-- What this service tells others. Columns as Debezium's outbox event router reads them, and two that order the log.
CREATE TABLE IF NOT EXISTS outbox_event (
    id uuid PRIMARY KEY,
    aggregatetype text NOT NULL,
    aggregateid uuid NOT NULL,
    type text NOT NULL,
    payload jsonb NOT NULL,
    -- The order of insertion. Not the order of commits, so no reader may follow it.
    insert_order bigint GENERATED ALWAYS AS IDENTITY,
    -- Given by a reader after the commit; readers follow it.
    position bigint,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT outbox_event_position_key UNIQUE (position)
);

CREATE INDEX IF NOT EXISTS outbox_event_unplaced_idx ON outbox_event (insert_order) WHERE position IS NULL;
-- What is past its retention, without what lasts (FeedCleanup): the clean-up walks over none of that.
CREATE INDEX IF NOT EXISTS outbox_event_ending_idx ON outbox_event (created_at) WHERE type <> 'shop_item.created.v1';
-- What the log tells of a person, for who is forgotten.
CREATE INDEX IF NOT EXISTS outbox_event_person_idx ON outbox_event ((payload ->> 'account_id'));
CREATE INDEX IF NOT EXISTS outbox_event_aggregate_idx ON outbox_event (aggregateid);

-- One row: the last position given. Outlives the events.
CREATE TABLE IF NOT EXISTS outbox_position (
    id smallint PRIMARY KEY,
    last_position bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT outbox_position_single_check CHECK (id = 1)
);

INSERT INTO outbox_position (id, last_position, created_at, updated_at)
VALUES (1, 0, now(), now())
ON CONFLICT DO NOTHING;

-- Whose turn it is to remove what is past its retention: the instance's that moves the time on.
CREATE TABLE IF NOT EXISTS housekeeping_turn (
    id smallint PRIMARY KEY,
    busy_until timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT housekeeping_turn_single_check CHECK (id = 1)
);

INSERT INTO housekeeping_turn (id, busy_until, created_at, updated_at)
VALUES (1, now(), now(), now())
ON CONFLICT DO NOTHING;
