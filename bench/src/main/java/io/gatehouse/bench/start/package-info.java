/** What a start costs, and the memory that is held afterwards: of each packaged service, with its AOT cache and without, and of others. */
package io.gatehouse.bench.start;
