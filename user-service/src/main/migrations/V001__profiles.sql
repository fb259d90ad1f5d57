-- One profile per account, under the account's id.
CREATE TABLE profile (
    id uuid PRIMARY KEY,
    display_name text NOT NULL,
    -- The name as it is searched and sorted; "C" compares bytes, so that an index serves prefixes in any locale.
    search_name text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT profile_display_name_length CHECK (char_length(display_name) BETWEEN 1 AND 80)
);

CREATE INDEX profile_search_name_id ON profile (search_name, id);

-- How far each event log that this service follows has been applied.
CREATE TABLE event_position (
    log text PRIMARY KEY,
    position bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
