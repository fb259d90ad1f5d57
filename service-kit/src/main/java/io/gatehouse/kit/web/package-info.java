/** The edges of every service: request ids, the one JSON spelling, and what must be set before it may start. */
package io.gatehouse.kit.web;
