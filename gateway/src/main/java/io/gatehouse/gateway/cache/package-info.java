/**
 * A cache of responses, shared by all callers (RFC 9111), for routes that ask for it, in the memory of one replica. It uses what a
 * service explicitly allows and nothing else, answers after identity and limits have been checked, and asks a service once for what many
 * want at the same time. Responses are kept as the service sent them; compression comes after.
 */
package io.gatehouse.gateway.cache;
