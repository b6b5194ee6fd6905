package dev.labelmill.bench.load;

import com.sun.management.ThreadMXBean;
import dev.labelmill.bench.observed.TableObserver;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.cost.MeteringInterceptor;
import dev.labelmill.lambda.json.Json;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Looks on while one function works: its invocations, requests and units, its processor time and allocations without those of
 * the stores, and how long its invocations would take. Invocations come one after another; requests from any thread.
 */
final class Watch implements TableObserver {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Set<Long> BESIDE = ConcurrentHashMap.newKeySet();
    private static final int GIVEN_BACK_EVERY = 16;
    private static long besideNanos;
    private static long besideBytes;

    private final Thread main = Thread.currentThread();
    private final VirtualTime time;
    private final KeyRates keys;
    private final Meter meter;
    private final MeteringInterceptor metering;
    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<KeyKind, DoubleAdder> written = new ConcurrentHashMap<>();
    private final Map<KeyKind, DoubleAdder> read = new ConcurrentHashMap<>();
    private final LongAdder storeNanos = new LongAdder();
    private final LongAdder storeBytes = new LongAdder();
    private final Spread calls = new Spread();
    private final Spread each = new Spread();
    private volatile boolean wasBeside;
    private long comparedNanos;
    private long givenBackNanos;
    private long invocations;
    private long nanos;
    private long bytes;
    private long virtual;
    private long longest;

    Watch(VirtualTime time, KeyRates keys, Meter meter) {
        this.time = time;
        this.keys = keys;
        this.meter = meter;
        this.metering = new MeteringInterceptor(meter);
    }

    Meter meter() {
        return meter;
    }

    /**
     * Runs an invocation that brings so many records.
     *
     * @param event what the invocation is of, which is given back as well now and then, as a function would that does nothing
     * @return what it takes in the model, in microseconds
     */
    long invoke(long at, int records, byte[] event, Runnable invocation) {
        time.at(at);
        keys.workedBy(this);
        wasBeside = false;
        long before = nanos();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        try {
            invocation.run();
        } finally {
            nanos += THREADS.getCurrentThreadCpuTime() - cpu;
            bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
            if (wasBeside) {
                addBeside();
            }
            calls.add(nanos() - before);
            each.add((nanos() - before) / (double) records);
            if (invocations++ % GIVEN_BACK_EVERY == 0) {
                compare(nanos() - before, event);
            }
        }
        long took = time.micros() - at;
        virtual += took;
        longest = Math.max(longest, took);
        return took;
    }

    private void compare(long took, byte[] event) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        String back = Json.write(Json.parse(event));
        givenBackNanos += THREADS.getCurrentThreadCpuTime() - cpu;
        comparedNanos += took;
        if (back.isEmpty()) {
            throw new IllegalStateException("an event was not given back");
        }
    }

    /**
     * How many times as long its invocations take as one that reads its event and writes it back, by the processor time of its
     * own code; of the same events.
     */
    double ofHello() {
        return comparedNanos / (double) givenBackNanos;
    }

    private void addBeside() {
        long[] ids = BESIDE.stream().mapToLong(id -> id).toArray();
        long nanosNow = 0;
        long bytesNow = 0;
        for (long time : THREADS.getThreadCpuTime(ids)) {
            nanosNow += Math.max(0, time);
        }
        for (long allocated : THREADS.getThreadAllocatedBytes(ids)) {
            bytesNow += Math.max(0, allocated);
        }
        nanos += nanosNow - besideNanos;
        bytes += bytesNow - besideBytes;
        besideNanos = nanosNow;
        besideBytes = bytesNow;
    }

    @Override
    public <T extends DynamoDbResponse> T observe(
            String operation, boolean writes, DynamoDbRequest request, Supplier<T> call) {
        return request(operation, writes ? Latency.TABLE_WRITE : Latency.TABLE_READ, request, call);
    }

    /** Makes a request of a table or a queue, whose answer the meter reads. */
    <T extends SdkResponse> T request(String operation, Latency latency, SdkRequest request, Supplier<T> call) {
        ExecutionAttributes none = new ExecutionAttributes();
        InterceptorContext sent = InterceptorContext.builder().request(request).build();
        metering.beforeTransmission(sent, none);
        try {
            T answer = call(operation, latency, call);
            metering.afterExecution(sent.copy(changed -> changed.response(answer)), none);
            return answer;
        } catch (ConditionalCheckFailedException e) {
            meter.writeUnits(1);
            throw e;
        }
    }

    /** Makes a request of the bucket. */
    <T> T object(String operation, Latency latency, SdkRequest request, Supplier<T> call) {
        metering.beforeTransmission(
                InterceptorContext.builder().request(request).build(), new ExecutionAttributes());
        return call(operation, latency, call);
    }

    private <T> T call(String operation, Latency latency, Supplier<T> call) {
        boolean alone = Thread.currentThread() == main;
        if (!alone) {
            BESIDE.add(Thread.currentThread().getId());
            wasBeside = true;
        }
        time.pass(latency.micros(alone));
        requests.computeIfAbsent(operation, unknown -> new LongAdder()).increment();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        try {
            return call.get();
        } finally {
            storeNanos.add(THREADS.getCurrentThreadCpuTime() - cpu);
            storeBytes.add(THREADS.getCurrentThreadAllocatedBytes() - allocated);
        }
    }

    void written(KeyKind kind, double units) {
        written.computeIfAbsent(kind, unknown -> new DoubleAdder()).add(units);
    }

    void read(KeyKind kind, double units) {
        read.computeIfAbsent(kind, unknown -> new DoubleAdder()).add(units);
    }

    /** Write units by what they went to. */
    Map<KeyKind, DoubleAdder> written() {
        return written;
    }

    /** Read units likewise. */
    Map<KeyKind, DoubleAdder> read() {
        return read;
    }

    long invocations() {
        return invocations;
    }

    /** Requests by operation. */
    Map<String, LongAdder> requests() {
        return requests;
    }

    /** Processor time of the function's own code, the SDK's part of it included, in nanoseconds. */
    long nanos() {
        return nanos - storeNanos.sum();
    }

    /** The same of one invocation and the next. */
    Spread calls() {
        return calls;
    }

    /** The same of a record of an invocation. */
    Spread each() {
        return each;
    }

    /** Bytes that the function's own code has allocated. */
    long bytes() {
        return bytes - storeBytes.sum();
    }

    /** Processor time of the stores for it, in nanoseconds. */
    long stores() {
        return storeNanos.sum();
    }

    /** Virtual microseconds of all its invocations. */
    long virtual() {
        return virtual;
    }

    /** The longest of its invocations, in virtual microseconds. */
    long longest() {
        return longest;
    }
}
