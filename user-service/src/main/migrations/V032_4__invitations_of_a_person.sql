CREATE INDEX CONCURRENTLY IF NOT EXISTS invitation_email_idx ON invitation (lower(email));
