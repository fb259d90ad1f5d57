/**
 * Brings the schema of each service to its newest version, as a step of its own: a Kubernetes Job, the local launcher or a test
 * resource runs it, never a service at its start. Each service owns one schema and reads and writes it through one role,
 * which can change rows but no tables. What the tables are is the business of the services' SQL files.
 */
package io.gatehouse.migrator;
