SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Columns as Debezium's outbox event router reads them, and two that order the log.
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

-- One row: the last position given. Outlives the events, should old ones be removed.
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

CREATE TABLE IF NOT EXISTS mail_message (
    id uuid PRIMARY KEY,
    template text NOT NULL,
    recipient text NOT NULL,
    parameters jsonb NOT NULL,
    status text NOT NULL,
    attempts smallint NOT NULL DEFAULT 0,
    -- A claimed message is not seen again before this, whether its worker lives or not.
    next_attempt_at timestamptz NOT NULL,
    sent_at timestamptz,
    last_error text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT mail_message_status_check CHECK (status IN ('queued', 'sent', 'dead'))
);

CREATE INDEX IF NOT EXISTS mail_message_queued_idx ON mail_message (next_attempt_at) WHERE status = 'queued';
