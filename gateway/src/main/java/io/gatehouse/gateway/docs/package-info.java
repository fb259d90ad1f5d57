/**
 * The gateway's own pages: the error catalogue for people and machines, one API document of all services, and a page that
 * shows it. Nothing here is loaded from elsewhere, and nothing runs that the gateway did not send.
 */
package io.gatehouse.gateway.docs;
