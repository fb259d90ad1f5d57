-- Those whom members see, without those they do not: a page for members reads no others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS profile_listed_name_idx ON profile (search_name, id)
WHERE audience IN ('members', 'public');
