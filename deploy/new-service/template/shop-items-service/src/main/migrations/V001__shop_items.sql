SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Whoever a transaction is for stands in two settings that end with it: gatehouse.access and gatehouse.account (the person's
-- id). A transaction that sets nothing finds nothing. The settings are read in subqueries, once for each statement and not for
-- each row.
CREATE OR REPLACE FUNCTION viewer_access() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('gatehouse.access', true), '');

CREATE OR REPLACE FUNCTION viewer_account() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('gatehouse.account', true), '')::uuid;

CREATE TABLE shop_items (
    id uuid PRIMARY KEY,
    -- The account of the person whom it belongs to.
    owner_id uuid NOT NULL,
    name text NOT NULL,
    note text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT shop_items_name_length_check CHECK (char_length(name) BETWEEN 1 AND 80)
);

-- The list of one person's, in its order.
CREATE INDEX shop_items_owner_idx ON shop_items (owner_id, id);

ALTER TABLE shop_items ENABLE ROW LEVEL SECURITY;
-- For the table's owner as well, whose migrations are "system" (deploy/migrator).
ALTER TABLE shop_items FORCE ROW LEVEL SECURITY;

-- Nobody else's business, whatever they may read elsewhere.
CREATE POLICY shop_items_own ON shop_items
USING (owner_id = (SELECT viewer_account()) OR (SELECT viewer_access()) = 'system');
