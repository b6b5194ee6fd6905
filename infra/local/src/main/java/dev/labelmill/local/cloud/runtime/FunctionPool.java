package dev.labelmill.local.cloud.runtime;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** The environments of one function: as many as are used at once, up to its concurrency; idle ones are used again. */
final class FunctionPool {

    /** Starts another environment. */
    @FunctionalInterface
    interface Starter {
        ExecutionEnvironment start() throws FunctionFailed;
    }

    private final Starter starter;
    private final Semaphore permits;
    private final BlockingDeque<ExecutionEnvironment> idle = new LinkedBlockingDeque<>();
    private final Queue<ExecutionEnvironment> all = new ConcurrentLinkedQueue<>();
    private final AtomicReference<FunctionStatistics> statistics = new AtomicReference<>(FunctionStatistics.NONE);
    private volatile boolean closed;

    FunctionPool(int concurrency, Starter starter) {
        this.starter = starter;
        permits = new Semaphore(concurrency, true);
    }

    byte[] invoke(byte[] event) throws FunctionFailed {
        permits.acquireUninterruptibly();
        try {
            ExecutionEnvironment environment = idleOrNew();
            try {
                awaitReady(environment);
                return timed(environment, event);
            } finally {
                if (environment.alive()) {
                    idle.push(environment);
                }
            }
        } finally {
            permits.release();
        }
    }

    FunctionStatistics statistics() {
        return statistics.get();
    }

    List<EnvironmentReport> reports() {
        return all.stream().map(ExecutionEnvironment::report).toList();
    }

    /** Kills one environment, a busy one if there is one; false if none is alive. */
    boolean killOne() {
        var victim = all.stream().filter(ExecutionEnvironment::alive).min(Comparator.comparing(idle::contains));
        victim.ifPresent(ExecutionEnvironment::kill);
        return victim.isPresent();
    }

    /** Kills every environment, for good: none is started any more. */
    void close() {
        closed = true;
        all.forEach(ExecutionEnvironment::kill);
        all.forEach(ExecutionEnvironment::awaitEnd);
    }

    private void awaitReady(ExecutionEnvironment environment) throws FunctionFailed {
        try {
            environment.awaitReady();
        } catch (FunctionFailed failed) {
            statistics.updateAndGet(sum -> sum.plusInvocation(Duration.ZERO, true));
            throw failed;
        }
    }

    private byte[] timed(ExecutionEnvironment environment, byte[] event) throws FunctionFailed {
        long start = System.nanoTime();
        boolean failed = true;
        try {
            byte[] answer = environment.invoke(event);
            failed = false;
            return answer;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            boolean wasError = failed;
            statistics.updateAndGet(sum -> sum.plusInvocation(took, wasError));
        }
    }

    private ExecutionEnvironment idleOrNew() throws FunctionFailed {
        for (ExecutionEnvironment next = idle.poll(); next != null; next = idle.poll()) {
            if (next.alive()) {
                return next;
            }
        }
        ExecutionEnvironment started = starter.start();
        all.add(started);
        if (closed) {
            started.kill();
        }
        statistics.updateAndGet(FunctionStatistics::plusColdStart);
        return started;
    }
}
