/**
 * By when a request has to be answered. The gateway says so in a header; what the request waits for in here, connections,
 * statements and other services, ends with it. Enforced where the waiting is: {@code database}, {@code eventlog}.
 */
package io.gatehouse.kit.deadline;
