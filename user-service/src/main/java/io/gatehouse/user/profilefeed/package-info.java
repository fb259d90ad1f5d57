/** What this service tells others in its own event log: that a profile came, changed or went, never what is in it. */
package io.gatehouse.user.profilefeed;
