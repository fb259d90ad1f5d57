/** What happened to accounts and to the set, as their people and administrators read it. */
package io.gatehouse.contracts.audit;
