/** Where a request comes from, as sessions and the audit trail record it and mails tell it: for recognising, never for trusting. */
package io.gatehouse.auth.origin;
