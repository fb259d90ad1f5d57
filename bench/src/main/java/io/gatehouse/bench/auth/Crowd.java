package io.gatehouse.bench.auth;

import io.gatehouse.bench.measure.Mode;

/**
 * Who signs in, and how often before anything is measured.
 *
 * @param people with a password each
 * @param sessions whose refresh tokens take turns
 * @param tokens that are asked about
 */
record Crowd(int people, int sessions, int tokens) {

    static Crowd of(Mode mode) {
        return mode == Mode.SMOKE ? new Crowd(2, 10, 2) : new Crowd(20, 100, 50);
    }
}
