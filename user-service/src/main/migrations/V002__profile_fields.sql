SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- Defaults without a rewrite of the table; who knows only the columns of before goes on writing rows.
ALTER TABLE profile
ADD COLUMN IF NOT EXISTS given_name text,
ADD COLUMN IF NOT EXISTS family_name text,
ADD COLUMN IF NOT EXISTS locale text,
ADD COLUMN IF NOT EXISTS time_zone text,
ADD COLUMN IF NOT EXISTS avatar_url text,
ADD COLUMN IF NOT EXISTS bio text,
ADD COLUMN IF NOT EXISTS phone text,
-- What the application keeps; its own to make, the service's to bound.
ADD COLUMN IF NOT EXISTS attributes jsonb NOT NULL DEFAULT '{}',
-- Who sees which field: 'private', 'members' or 'public'; private where nothing is said.
ADD COLUMN IF NOT EXISTS visibility jsonb NOT NULL DEFAULT '{}',
-- For whom the profile is there at all: the visibility of the name, where policies and indexes can read it.
ADD COLUMN IF NOT EXISTS audience text NOT NULL DEFAULT 'private'
CONSTRAINT profile_audience_known CHECK (audience IN ('private', 'members', 'public'));
