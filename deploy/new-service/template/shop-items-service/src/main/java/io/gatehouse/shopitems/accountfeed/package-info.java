/** What this service learns from auth-service's event log: deleted accounts, whose shop items go. */
package io.gatehouse.shopitems.accountfeed;
