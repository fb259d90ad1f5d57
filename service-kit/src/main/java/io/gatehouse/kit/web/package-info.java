/** The edges of every service: who is calling, request ids, the one JSON spelling, and what must be set before it may start. */
package io.gatehouse.kit.web;
