/**
 * The packaged set under attack: everything that the served API document names, tried by nobody, by a person, by an administrator and by a
 * client, with values, paths, fields, tokens and pages that mean no good. What is attacked is a set of its own, and only on this machine.
 *
 * <p>A short form runs with every test; {@code ./gatehouse test --resilience} takes minutes.
 */
package io.gatehouse.e2e.attack;
