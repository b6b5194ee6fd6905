package dev.labelmill.local.cloud.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;

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
                environment.awaitReady();
                return environment.invoke(event);
            } finally {
                if (environment.alive()) {
                    idle.push(environment);
                }
            }
        } finally {
            permits.release();
        }
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
        return started;
    }
}
