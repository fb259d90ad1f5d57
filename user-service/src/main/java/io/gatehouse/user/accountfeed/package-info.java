/** What this service learns from auth-service's event log: new accounts, which get a profile. */
package io.gatehouse.user.accountfeed;
