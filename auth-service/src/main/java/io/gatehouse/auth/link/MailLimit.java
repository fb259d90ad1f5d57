package io.gatehouse.auth.link;

import java.time.Instant;

/** How many links of one purpose an address may have been sent since then. */
record MailLimit(int most, Instant since) {}
