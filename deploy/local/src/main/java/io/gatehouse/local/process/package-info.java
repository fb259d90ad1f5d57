/**
 * Programs that run beside the launcher. Each leaves a file with its process id and start time, so that a later launcher
 * finds what an earlier one, killed without warning, has left behind. A process id alone is never trusted: the system
 * reuses them.
 */
package io.gatehouse.local.process;
