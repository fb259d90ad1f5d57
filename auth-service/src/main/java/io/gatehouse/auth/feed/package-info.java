/** What auth-service tells others in its event log: changes of accounts, and sessions that somebody else had. */
package io.gatehouse.auth.feed;
