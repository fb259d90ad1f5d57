SET lock_timeout = '3s';
SET statement_timeout = '30s';

-- That an account is disabled became an event: what was disabled before is told now. Consumers that do not know the type pass
-- over it.
INSERT INTO outbox_event (id, aggregatetype, aggregateid, type, payload, created_at, updated_at)
SELECT
    gen_random_uuid(),
    'account',
    account.id,
    'account.disabled.v1',
    jsonb_build_object('account_id', account.id),
    now(),
    now()
FROM account
WHERE
    account.status = 'disabled'
    AND NOT EXISTS (
        SELECT FROM outbox_event AS told
        WHERE told.aggregateid = account.id AND told.type = 'account.disabled.v1'
    );
