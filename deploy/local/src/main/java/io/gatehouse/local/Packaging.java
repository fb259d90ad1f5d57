package io.gatehouse.local;

import io.gatehouse.local.process.Program;
import java.util.Map;

/** In which form the services are started: as jars on the JVM, or as native binaries. */
interface Packaging {

    Program program(Service service, Map<String, String> environment);
}
