package io.gatehouse.bench.start;

import io.gatehouse.bench.measure.Request;
import io.gatehouse.local.process.Program;

/**
 * Something that is started again and again.
 *
 * @param variant what is different from others of its name
 * @param ready where it says with 200 that it can serve
 * @param url where it serves
 * @param first what it is asked as soon as it is ready, and a thousand times afterwards; it answers with 200
 */
public record Startable(String name, String variant, Program program, String ready, String url, Request first) {}
