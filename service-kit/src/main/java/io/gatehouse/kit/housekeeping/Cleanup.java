package io.gatehouse.kit.housekeeping;

import java.time.Duration;

/**
 * Rows of one feature that come to their end.
 *
 * @param rows what they are, as metrics name it
 * @param sql removes at most {@code $2} of them that ended before {@code $1}, passing over locked ones
 * @param retention how long they are kept after their end
 */
public record Cleanup(String rows, String sql, Duration retention) {}
