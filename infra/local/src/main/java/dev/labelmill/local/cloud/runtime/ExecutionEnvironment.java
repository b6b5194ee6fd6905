package dev.labelmill.local.cloud.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One process and its runtime API; takes one event at a time. */
final class ExecutionEnvironment {

    /** How long a process may take to its first poll; several JVMs starting on few cores need it. */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);

    private final FunctionSettings function;
    private final RuntimeApi api;
    private final Process process;
    private final PlatformLog log;
    private final long startedNanos = System.nanoTime();
    private final AtomicLong invocations = new AtomicLong();
    private volatile Optional<Duration> coldStart = Optional.empty();
    private volatile long peakKilobytes;
    private volatile boolean doomed;

    /**
     * Follows {@code process}, already started with {@code api}'s address in its environment.
     *
     * @param log takes Lambda's own lines
     */
    ExecutionEnvironment(FunctionSettings function, RuntimeApi api, Process process, Consumer<String> log) {
        this.function = function;
        this.api = api;
        this.process = process;
        this.log = new PlatformLog(log, function.memoryMegabytes());
        api.ready().thenRun(() -> coldStart = Optional.of(Duration.ofNanos(System.nanoTime() - startedNanos)));
        process.onExit().thenAccept(this::ended);
    }

    /** Waits until the function polls for its first event. */
    void awaitReady() throws FunctionFailed {
        await(api.ready(), INIT_LIMIT);
    }

    byte[] invoke(byte[] event) throws FunctionFailed {
        invocations.incrementAndGet();
        Invocation invocation = Invocation.of(event, Instant.now().plus(function.timeout()));
        log.started(invocation.requestId());
        long startNanos = System.nanoTime();
        Optional<FunctionFailed> failure = Optional.empty();
        try {
            return answer(invocation);
        } catch (FunctionFailed failed) {
            failure = Optional.of(failed);
            throw failed;
        } finally {
            Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
            readPeak();
            log.ended(invocation.requestId(), duration, coldStart, peakKilobytes, failure);
        }
    }

    private byte[] answer(Invocation invocation) throws FunctionFailed {
        api.submit(invocation);
        if (!process.isAlive()) {
            api.fail(died());
        }
        return await(invocation.answer(), function.timeout());
    }

    /** Whether it can take an event; a killed one cannot, though its process may take a moment to end. */
    boolean alive() {
        return !doomed && process.isAlive();
    }

    /** Ends the process at once; whatever it was doing fails. */
    void kill() {
        readPeak();
        doomed = true;
        process.destroyForcibly();
    }

    /** Waits for the killed process's end. */
    void awaitEnd() {
        process.onExit().join();
    }

    EnvironmentReport report() {
        if (alive()) {
            readPeak();
        }
        return new EnvironmentReport(
                function.name(), process.pid(), alive(), coldStart, peakKilobytes, invocations.get());
    }

    private <T> T await(CompletableFuture<T> result, Duration limit) throws FunctionFailed {
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            kill();
            throw new FunctionFailed.TimedOut(function.name(), limit);
        } catch (ExecutionException failed) {
            throw (FunctionFailed) failed.getCause();
        } catch (InterruptedException stopping) {
            kill();
            Thread.currentThread().interrupt();
            throw died();
        }
    }

    private void ended(Process gone) {
        api.fail(died());
        api.close();
    }

    private FunctionFailed died() {
        return new FunctionFailed.ProcessDied(function.name(), process.isAlive() ? 0 : process.exitValue());
    }

    private void readPeak() {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            status.filter(line -> line.startsWith("VmHWM:"))
                    .forEach(line -> peakKilobytes = Long.parseLong(line.replaceAll("\\D", "")));
        } catch (IOException goneOrNotLinux) {
            // The last value read stands.
        }
    }
}
