/**
 * Whether the native binaries can be what the jars are. Quarkus writes down what GraalVM is to build them from, which takes
 * seconds and no GraalVM; here that is held against the bytecode: what is found by reflection, read as a resource, called
 * natively or must be made anew at each start has to be declared.
 */
package io.gatehouse.e2e.nativeimage;
