package dev.labelmill.bench.webhook;

import dev.labelmill.bench.observed.TableObserver;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Counts the processor time that each thread spends in the table, which stands for a service on another machine. */
final class Beside implements TableObserver {
    private final ThreadMXBean threadTimes = ManagementFactory.getThreadMXBean();
    private final ThreadLocal<long[]> spent = ThreadLocal.withInitial(() -> new long[1]);

    @Override
    public <T extends DynamoDbResponse> T observe(
            String operation, boolean writes, DynamoDbRequest request, Supplier<T> call) {
        long before = threadTimes.getCurrentThreadCpuTime();
        try {
            return call.get();
        } finally {
            spent.get()[0] += threadTimes.getCurrentThreadCpuTime() - before;
        }
    }

    /** What the calling thread has spent, in nanoseconds. */
    long nanos() {
        return spent.get()[0];
    }
}
