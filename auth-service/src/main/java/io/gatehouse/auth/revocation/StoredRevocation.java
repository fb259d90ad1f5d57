package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import java.util.UUID;

/** A revocation as the database keeps it. */
record StoredRevocation(UUID id, Revocation revocation) {}
