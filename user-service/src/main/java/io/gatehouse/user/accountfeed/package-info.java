/** What this service learns from auth-service's event log: new accounts, which get a profile, and deleted ones, which lose it. */
package io.gatehouse.user.accountfeed;
