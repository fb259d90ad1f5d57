/** Organizations, their members and invitations on the wire. */
package io.gatehouse.contracts.organization;
