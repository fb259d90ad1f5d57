/** Accounts, sign-in and tokens on the wire. Records with secrets redact themselves in logs. */
package io.gatehouse.contracts.auth;
