package io.gatehouse.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The same thing from many clients in the same instant. */
public final class Concurrently {

    private Concurrently() {}

    /** What each of so many clients got. */
    public static <T> List<T> times(int clients, Callable<T> action) throws Exception {
        var ready = new CountDownLatch(clients);
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var answers = IntStream.range(0, clients)
                    .mapToObj(client -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return action.call();
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (var answer : answers) {
                results.add(answer.get());
            }
            return results;
        }
    }
}
