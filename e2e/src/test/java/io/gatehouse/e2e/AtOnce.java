package io.gatehouse.e2e;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** Many things: all at one instant, or a few at a time. */
public final class AtOnce {

    private AtOnce() {}

    /** Runs the task this often, all released at the same instant. */
    public static <T> List<T> allTogether(int times, Callable<T> task) throws Exception {
        return allTogether(Collections.nCopies(times, task));
    }

    /** Runs these tasks, all released at the same instant. */
    public static <T> List<T> allTogether(Collection<Callable<T>> tasks) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = tasks.stream()
                    .map(task -> threads.submit(() -> {
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
