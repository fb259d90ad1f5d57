-- What is past its retention, without what lasts: the clean-up walks over none of that. Alone in its file: it runs outside of a
-- transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS outbox_event_ending_idx ON outbox_event (created_at)
WHERE type <> 'profile.created.v1' AND type <> 'organization.created.v1'
AND type <> 'membership.added.v1' AND type <> 'membership.changed.v1';
