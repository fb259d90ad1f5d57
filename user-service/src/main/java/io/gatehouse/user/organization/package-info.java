/**
 * Organizations: who belongs to them, and as what. What each role may do stands in {@code Rights}; for everybody else an
 * organization does not exist. There is always an owner, which the database sees to, and every change takes its turn at its
 * organization: first the person's profile, then the organization, then all that belongs to it
 * (docs/adr/0028-organizations-are-their-members-own.md).
 *
 * <p>Left to others: what members see of each other (profile), accounts and their addresses (auth-service).
 */
package io.gatehouse.user.organization;
