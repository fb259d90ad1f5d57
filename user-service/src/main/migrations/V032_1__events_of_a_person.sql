-- What the log tells of a person, for who is forgotten. Alone in its file, as the next ones: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS outbox_event_person_idx ON outbox_event ((payload ->> 'account_id'));
