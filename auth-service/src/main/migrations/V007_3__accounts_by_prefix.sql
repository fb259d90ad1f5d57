-- Administrators search by the beginning of an address. Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_email_prefix_idx ON account (email_canonical COLLATE "C");
