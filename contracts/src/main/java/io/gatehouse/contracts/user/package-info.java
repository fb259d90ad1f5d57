/** Profiles on the wire. */
package io.gatehouse.contracts.user;
