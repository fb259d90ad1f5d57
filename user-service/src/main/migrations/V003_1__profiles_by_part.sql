-- Names are searched by any part of them. Reads are not to go through a list of what is yet to be put into the index.
-- Alone in its file, as the next ones: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS profile_search_name_trigram_idx ON profile
USING gin (search_name public.gin_trgm_ops) WITH (fastupdate = off);
