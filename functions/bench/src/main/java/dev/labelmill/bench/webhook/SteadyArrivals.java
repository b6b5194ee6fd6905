package dev.labelmill.bench.webhook;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Requests that arrive at even distances whether or not earlier ones are done. A request's latency counts from when it
 * was due, so that one that waits for a thread is charged for the wait, and a halt is seen by all that were due in it.
 * All times are by number of the request, in nanoseconds.
 *
 * @param latencies from due to done
 * @param taken     from begun to done
 * @param processor the thread's own processor time from begun to done, without what was beside: what other work on the
 *     machine, and the collector's halts, do not lengthen
 * @param nanos     from the first due to the last done
 */
record SteadyArrivals(long[] latencies, long[] taken, long[] processor, long nanos) {
    private static final long SPIN_NANOS = 60_000;

    /**
     * Makes the requests.
     *
     * @param between what the thread does before each of them, which is not counted
     * @param beside  processor time that the calling thread has spent so far for what is not to be counted, in nanoseconds
     */
    static SteadyArrivals run(
            int requests, int perSecond, int threads, Runnable between, IntConsumer request, LongSupplier beside)
            throws InterruptedException {
        long[] latencies = new long[requests];
        long[] taken = new long[requests];
        long[] processor = new long[requests];
        ThreadMXBean threadTimes = ManagementFactory.getThreadMXBean();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime() + 100_000_000;
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> {
                for (int n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                    long due = start + n * 1_000_000_000L / perSecond;
                    await(due);
                    between.run();
                    long begun = System.nanoTime();
                    long before = threadTimes.getCurrentThreadCpuTime() - beside.getAsLong();
                    request.accept(n);
                    processor[n] = threadTimes.getCurrentThreadCpuTime() - beside.getAsLong() - before;
                    long done = System.nanoTime();
                    latencies[n] = done - due;
                    taken[n] = done - begun;
                }
            });
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return new SteadyArrivals(latencies, taken, processor, System.nanoTime() - start);
    }

    /** Some requests' times, ascending. */
    static long[] ascending(long[] times, IntPredicate wanted) {
        return IntStream.range(0, times.length)
                .filter(wanted)
                .mapToLong(n -> times[n])
                .sorted()
                .toArray();
    }

    /** Milliseconds that a share of the values does not exceed. */
    static double millis(long[] ascending, double share) {
        int rank = (int) Math.ceil(share * ascending.length) - 1;
        return ascending[Math.max(0, rank)] / 1e6;
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
