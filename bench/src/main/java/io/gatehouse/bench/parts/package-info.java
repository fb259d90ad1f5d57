/**
 * What the parts cost alone, by JMH. A benchmark whose part is package-private lives in that part's package, in this module.
 */
package io.gatehouse.bench.parts;
