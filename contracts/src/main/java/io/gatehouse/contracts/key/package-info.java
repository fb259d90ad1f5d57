/** The signing keys, as administrators see them. */
package io.gatehouse.contracts.key;
