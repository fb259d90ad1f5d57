/**
 * What every service with a database needs: time-ordered ids, which constraint was violated, an end to every wait for the
 * database, and whether it is there.
 *
 * <p>Rows are removed by statements, never as entities through a session: Hibernate Reactive 3.2 keeps the removal that is under way in a
 * field that all sessions share ({@code ReactiveDeleteCoordinator.stage}), so that of two removals at once one is never answered, or goes on on
 * the other's thread (HR000069). {@code ArchitectureTest} of each service holds this.
 */
package io.gatehouse.kit.database;
