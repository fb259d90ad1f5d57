package io.gatehouse.local;

/** What a set is started for; its JVMs are told accordingly. */
enum Purpose {
    /** One developer: JVMs that start soon and stay small. */
    DEVELOPMENT,
    /** Load: JVMs that optimise as they do in production, and quotas that nobody reaches. */
    LOAD,
    /** The same, and each JVM writes the AOT cache of its service when it ends (JEP 514). */
    TRAINING
}
