CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_event_actor_idx ON audit_event (actor_id);
