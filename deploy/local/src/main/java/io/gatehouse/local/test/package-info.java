/**
 * Real servers for the tests of a service. Each test JVM starts at most one of each, below {@code target/} of its module, and
 * ends them with itself. Quarkus loads these classes once per test profile, so what the JVM shares is found through
 * system properties and run files, not static fields.
 */
package io.gatehouse.local.test;
