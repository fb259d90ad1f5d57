package io.gatehouse.kit.viewer;

import java.util.Locale;

/** How much somebody sees of what belongs to others. */
public enum Access {
    /** What is public: somebody without an account here. */
    PUBLIC,
    /** What members may see: a person who has signed in. */
    MEMBER,
    /** Everything. */
    READ,
    /** Everything, and changes it. */
    WRITE,
    /** Everything, and makes and removes it: this service itself, where it follows what happens elsewhere. */
    SYSTEM;

    /** Its name in the database's policies. */
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
