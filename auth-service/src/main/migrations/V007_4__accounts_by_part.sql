-- And by any part of it. Reads are not to go through a list of what is yet to be put into the index.
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_email_trigram_idx ON account
USING gin (email_canonical public.gin_trgm_ops) WITH (fastupdate = off);
