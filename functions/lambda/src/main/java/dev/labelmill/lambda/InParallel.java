package dev.labelmill.lambda;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Waits for many slow calls at once: the network, not the processor, is what they wait for. */
public final class InParallel {

    private static final int THREADS = 8;

    private static final ExecutorService POOL = Executors.newFixedThreadPool(THREADS, InParallel::daemon);

    private InParallel() {}

    /**
     * Calls a function for each input, several at a time.
     *
     * @return the results in the order of the inputs
     * @throws RuntimeException the first failure, once every call has ended
     */
    public static <T, R> List<R> map(Collection<T> inputs, Function<T, R> function) {
        if (inputs.size() == 1) {
            // Nothing to wait for beside it: most deliveries bring one label.
            return Collections.singletonList(function.apply(inputs.iterator().next()));
        }
        return map(POOL, inputs, function);
    }

    /**
     * Calls a function for each input, several at a time, in threads of their own: for calls of others' machines, which may take so
     * long that all else that waits for calls would wait for them.
     *
     * @return the results in the order of the inputs
     * @throws RuntimeException the first failure, once every call has ended
     */
    public static <T, R> List<R> mapApart(Collection<T> inputs, Function<T, R> function) {
        if (inputs.size() < 2) {
            return map(inputs, function);
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, inputs.size()), InParallel::daemon);
        try {
            return map(threads, inputs, function);
        } finally {
            threads.shutdown();
        }
    }

    private static <T, R> List<R> map(ExecutorService threads, Collection<T> inputs, Function<T, R> function) {
        List<Future<R>> futures = new ArrayList<>();
        for (T input : inputs) {
            futures.add(threads.submit(() -> function.apply(input)));
        }
        List<R> results = new ArrayList<>();
        Throwable failure = null;
        for (Future<R> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for calls", e);
            }
        }
        rethrow(failure);
        return results;
    }

    /**
     * Does something with each input, several at a time.
     *
     * @throws RuntimeException the first failure, once every call has ended
     */
    public static <T> void each(Collection<T> inputs, Consumer<T> action) {
        map(inputs, input -> {
            action.accept(input);
            return input;
        });
    }

    /**
     * Does something with each input, all at once: for few that take long, and may themselves call several at a time.
     *
     * @throws RuntimeException the first failure, once every call has ended
     */
    public static <T> void eachInItsThread(Collection<T> inputs, Consumer<T> action) {
        if (inputs.size() < 2) {
            inputs.forEach(action);
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(inputs.size(), InParallel::daemon);
        try {
            map(threads, inputs, input -> {
                action.accept(input);
                return input;
            });
        } finally {
            threads.shutdown();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "in-parallel");
        thread.setDaemon(true);
        return thread;
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
