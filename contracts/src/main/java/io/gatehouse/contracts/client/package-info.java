/** Clients in the words of OAuth 2.0: services that speak for themselves, as administrators see them. */
package io.gatehouse.contracts.client;
