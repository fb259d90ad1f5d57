/** How to send, how to look at processes, and how to write down what was found; what is measured is known elsewhere. */
package io.gatehouse.bench.measure;
