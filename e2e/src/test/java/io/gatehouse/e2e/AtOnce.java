package io.gatehouse.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** The same thing many times: all at one instant, or a few at a time. */
public final class AtOnce {

    private AtOnce() {}

    /** Runs the task this often, all released at the same instant. */
    public static <T> List<T> allTogether(int times, Callable<T> task) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, times)
                    .mapToObj(index -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            start.countDown();
            return collect(results);
        }
    }

    /** Runs the task this often, never more than so many at a time. */
    public static <T> List<T> fewAtATime(int times, int atATime, Callable<T> task) throws Exception {
        var slots = new Semaphore(atATime);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, times)
                    .mapToObj(index -> threads.submit(() -> {
                        slots.acquire();
                        try {
                            return task.call();
                        } finally {
                            slots.release();
                        }
                    }))
                    .toList();
            return collect(results);
        }
    }

    private static <T> List<T> collect(List<Future<T>> results) throws Exception {
        var collected = new ArrayList<T>();
        for (var result : results) {
            collected.add(result.get());
        }
        return collected;
    }
}
