CREATE INDEX CONCURRENTLY IF NOT EXISTS profile_listed_created_idx ON profile (created_at, id)
WHERE audience IN ('members', 'public');
