/**
 * Roles and what they allow. Owns {@code role}. Which accounts have a role is the business of {@code account}; whether it
 * allows what somebody wants is asked of {@code permission}.
 */
package io.gatehouse.auth.role;
