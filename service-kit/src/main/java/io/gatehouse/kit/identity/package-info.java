/**
 * Who is speaking: verifies access tokens (RFC 9068) against the issuer's published keys and hands the verified identity
 * to the service. Nothing here trusts a header but {@code Authorization}; what an identity may do is the service's rule.
 */
package io.gatehouse.kit.identity;
