package io.gatehouse.e2e.attack;

import io.gatehouse.e2e.Sizes;

/** Of many like cases the short form tries one in twenty, spread evenly, and the long form all. */
final class Sample {

    static final int ONE_IN = Sizes.LONG ? 1 : 20;

    private int asked;

    boolean takes() {
        return asked++ % ONE_IN == 0;
    }
}
