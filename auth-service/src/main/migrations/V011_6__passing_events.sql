-- What is past its retention is found by its time. Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS outbox_event_passing_idx ON outbox_event (created_at) WHERE type <> 'account.created.v1';
