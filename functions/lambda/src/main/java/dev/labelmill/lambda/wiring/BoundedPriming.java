package dev.labelmill.lambda.wiring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Primes a function without keeping it from starting: whatever fails is one line of its log, and what takes too long is left
 * to end beside the first event, which makes its own calls.
 *
 * @param priming made in the same time
 * @param limit   how long is waited for it
 * @param log     takes the line
 */
record BoundedPriming(Supplier<Priming> priming, Duration limit, Consumer<String> log) {

    /** Returns when the function is primed, or cannot be, or the time is over. */
    void of(String function) {
        FutureTask<List<String>> work = new FutureTask<>(() -> priming.get().prime(function));
        Thread thread = new Thread(work, "priming");
        thread.setDaemon(true);
        thread.start();
        List<String> failures = failures(work);
        if (!failures.isEmpty()) {
            log.accept(function + " starts without having been primed in full: " + String.join("; ", failures));
        }
    }

    private List<String> failures(FutureTask<List<String>> work) {
        try {
            return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            return List.of(String.valueOf(failed.getCause()));
        } catch (TimeoutException late) {
            return List.of("it took more than " + limit.toMillis() + " ms");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return List.of("the process is stopping");
        }
    }
}
