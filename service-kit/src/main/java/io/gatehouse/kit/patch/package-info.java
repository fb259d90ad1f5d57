/** Changing a part of a resource (RFC 7396). */
package io.gatehouse.kit.patch;
