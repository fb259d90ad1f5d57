SET lock_timeout = '3s';
SET statement_timeout = '5min';

-- Consumers of the log learn of everybody: of profiles that were made before there was one, too.
INSERT INTO outbox_event (id, aggregatetype, aggregateid, type, payload, created_at, updated_at)
SELECT
    gen_random_uuid(),
    'profile',
    profile.id,
    'profile.created.v1',
    jsonb_build_object('account_id', profile.id),
    now(),
    now()
FROM profile
WHERE NOT EXISTS (
    SELECT FROM outbox_event AS told
    WHERE told.aggregateid = profile.id AND told.type = 'profile.created.v1'
);
