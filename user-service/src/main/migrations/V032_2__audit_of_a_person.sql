CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_event_person_idx ON audit_event ((detail ->> 'account_id'));
