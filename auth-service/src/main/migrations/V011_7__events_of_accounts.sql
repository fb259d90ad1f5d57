-- What is past its retention is found by its time. Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS outbox_event_aggregate_idx ON outbox_event (aggregateid);
