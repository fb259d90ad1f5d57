/** What the API document says of every endpoint, made from the code at build time so that both cannot differ. */
package io.gatehouse.kit.document;
