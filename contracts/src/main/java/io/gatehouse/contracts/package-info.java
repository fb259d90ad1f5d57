/** What the services say to each other and to the world. Nothing here knows a framework. */
package io.gatehouse.contracts;
