/** What a process needs to ask another one for something in its own name: its access token, reading with it, and whom it takes for the other. */
package io.gatehouse.kit.client;
