/**
 * What the packaged gateway costs alone, in front of an upstream that does nothing, beside other programs that do the same.
 * All run at the same time and are measured in turn, so that whatever else the machine does meets each of them.
 */
package io.gatehouse.bench.gateway;
