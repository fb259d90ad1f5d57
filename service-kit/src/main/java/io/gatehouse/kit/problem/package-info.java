/**
 * How a service refuses: every failure leaves through {@link io.gatehouse.kit.problem.ProblemMapper} as an RFC 9457
 * problem, and {@link io.gatehouse.kit.problem.Refuses} tells the API document which ones an endpoint may give.
 */
package io.gatehouse.kit.problem;
