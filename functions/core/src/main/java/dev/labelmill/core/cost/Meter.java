package dev.labelmill.core.cost;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Adds up what one execution environment spends, by kind. Functions take the sum when they write a row anyway
 * and let it ride there; what is spent after the last take is carried to the next one. Thread-safe.
 */
public final class Meter {

    private static final long PICOS_PER_NANO = 1000;
    private static final int KINDS = Kind.values().length;

    private final PriceList prices;
    private final int memoryMegabytes;
    private final Doubt doubt;
    private final AtomicLongArray picos = new AtomicLongArray(KINDS);
    private final DoubleAdder writeUnits = new DoubleAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final LongAdder takenNanos = new LongAdder();
    private LongSupplier millis;
    private long metered;

    /** Hears of writes that failed with spent money riding on them: it is in the ledger only if the write took effect. */
    @FunctionalInterface
    public interface Doubt {
        /**
         * @param nanos   what rode on the write, in nano-dollars
         * @param failure why nobody knows what became of it
         */
        void about(long nanos, Throwable failure);
    }

    /**
     * @param memoryMegabytes the memory the function is configured with, which its time is charged by
     * @param doubt           told of money whose write failed
     */
    public Meter(PriceList prices, int memoryMegabytes, Doubt doubt) {
        this.prices = prices;
        this.memoryMegabytes = memoryMegabytes;
        this.doubt = doubt;
    }

    /**
     * One invocation begins. From now on its time is metered by whatever charges, so that most of it rides on the rows that it
     * was spent for.
     *
     * @param clock of milliseconds
     */
    public synchronized void begin(LongSupplier clock) {
        spend(Kind.LAMBDA, prices.lambdaRequest());
        spend(Kind.LOGS, prices.logByte() * prices.logBytesPerInvocation());
        millis = clock;
        metered = clock.getAsLong();
    }

    /** The invocation ends; the rest of its time rides on the environment's next write. */
    public synchronized void end() {
        lap();
        millis = null;
    }

    private synchronized void lap() {
        if (millis != null) {
            long now = millis.getAsLong();
            time(now - metered);
            metered = now;
        }
    }

    /** Time passed, an environment's initialisation too, in milliseconds as Lambda bills it. */
    public void time(long passed) {
        spend(Kind.LAMBDA, prices.lambdaGbSecond() * memoryMegabytes / 1024 * passed / 1000);
    }

    /** DynamoDB write request units consumed. */
    public void writeUnits(double units) {
        writeUnits.add(units);
        spend(Kind.DYNAMODB, Math.round(units * prices.writeUnit()));
    }

    /** DynamoDB read request units consumed. */
    public void readUnits(double units) {
        readUnits.add(units);
        spend(Kind.DYNAMODB, Math.round(units * prices.readUnit()));
    }

    /** One S3 request of the dearer kind: PUT, COPY, POST, LIST. */
    public void s3Write() {
        spend(Kind.S3, prices.s3Write());
    }

    /** One S3 request of the cheaper kind: GET, HEAD. */
    public void s3Read() {
        spend(Kind.S3, prices.s3Read());
    }

    /** One SQS request. */
    public void sqsRequest() {
        spend(Kind.SQS, prices.sqsRequest());
    }

    /** Bytes written to the log. */
    public void logged(long bytes) {
        spend(Kind.LOGS, prices.logByte() * bytes);
    }

    /** What hosted models were paid, in picodollars, that rides on no row of its own. */
    public void model(long paid) {
        spend(Kind.MODEL, paid);
    }

    /** The prices it counts by. */
    public PriceList prices() {
        return prices;
    }

    /** What custom metrics cost for an hour, which is charged where it is counted and not metered here. */
    public Spend metricHours(String function, long metrics) {
        return Spend.of(function, Kind.METRICS, metrics * prices.metricHour() / PICOS_PER_NANO);
    }

    private void spend(Kind kind, long more) {
        picos.addAndGet(kind.ordinal(), more);
    }

    /**
     * Lets all whole nano-dollars since the last write ride on this one; fractions stay for the next. What rode on a
     * write that did not happen rides on the next one. What rode on one that failed stays off: it may have taken
     * effect, and nothing is charged twice.
     *
     * @param function that spent it
     * @param write    given the money, stores it and says whether it did
     * @return what {@code write} returned
     */
    public boolean charge(String function, Predicate<Spend> write) {
        lap();
        long[] nanos = take();
        Spend spend = spend(function, nanos);
        boolean written = attempt(write, spend);
        if (!written) {
            takenNanos.add(-spend.total());
            for (Kind kind : Kind.values()) {
                spend(kind, nanos[kind.ordinal()] * PICOS_PER_NANO);
            }
        }
        return written;
    }

    private boolean attempt(Predicate<Spend> write, Spend spend) {
        try {
            return write.test(spend);
        } catch (RuntimeException | Error e) {
            doubt.about(spend.total(), e);
            throw e;
        }
    }

    private long[] take() {
        long[] nanos = new long[KINDS];
        for (int kind = 0; kind < KINDS; kind++) {
            nanos[kind] = picos.getAndUpdate(kind, p -> p % PICOS_PER_NANO) / PICOS_PER_NANO;
            takenNanos.add(nanos[kind]);
        }
        return nanos;
    }

    private static Spend spend(String function, long[] nanos) {
        Map<String, Long> accounts = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            accounts.put(function + "." + kind.label(), nanos[kind.ordinal()]);
        }
        return new Spend(accounts);
    }

    /** Everything metered so far, taken or not, in picodollars. */
    public long totalPicos() {
        return untakenPicos() + takenNanos.sum() * PICOS_PER_NANO;
    }

    /** What has been metered and not been taken yet, in picodollars. */
    public long untakenPicos() {
        long sum = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            sum += picos.get(kind);
        }
        return sum;
    }

    /** Write units of this environment so far. */
    public double totalWriteUnits() {
        return writeUnits.sum();
    }

    /** Read units of this environment so far. */
    public double totalReadUnits() {
        return readUnits.sum();
    }
}
