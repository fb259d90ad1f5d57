/**
 * What this service learns from auth-service's event log: new accounts, which get a profile, disabled ones, whose person is
 * not shown, and deleted ones, which lose it and leave their organizations. Addresses are not kept here, so their changes are passed over.
 */
package io.gatehouse.user.accountfeed;
