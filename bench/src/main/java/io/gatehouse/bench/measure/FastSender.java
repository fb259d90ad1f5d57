package io.gatehouse.bench.measure;

import java.io.IOException;
import java.time.Duration;

/** Sends as fast as answers come, on a fixed number of connections: how fast that is, is up to whoever answers. */
public interface FastSender {

    Answers send(Requests requests, String url, Duration time) throws IOException, InterruptedException;
}
