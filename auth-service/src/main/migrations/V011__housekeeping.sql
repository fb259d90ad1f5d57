SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Whose turn it is to clean: the instance's that moves the time on.
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
