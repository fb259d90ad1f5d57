CREATE INDEX CONCURRENTLY IF NOT EXISTS profile_created_idx ON profile (created_at, id);
