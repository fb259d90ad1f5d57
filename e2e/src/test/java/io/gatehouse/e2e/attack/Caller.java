package io.gatehouse.e2e.attack;

/** Who asks. */
enum Caller {
    NOBODY,
    PERSON,
    ADMINISTRATOR,
    CLIENT
}
