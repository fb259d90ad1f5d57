/** Mail as administrators see it. */
package io.gatehouse.contracts.mail;
