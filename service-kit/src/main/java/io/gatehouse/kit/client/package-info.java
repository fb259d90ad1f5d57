/** What a process needs to ask another one for something in its own name: its access token, and reading with it. */
package io.gatehouse.kit.client;
