package dev.labelmill.core.cost;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;

/**
 * Adds up what one execution environment spends. Functions take the sum when they write a row anyway
 * and let it ride there; what is spent after the last take is carried to the next one. Thread-safe.
 */
public final class Meter {

    private static final long PICOS_PER_NANO = 1000;

    private final PriceList prices;
    private final int memoryMegabytes;
    private final Doubt doubt;
    private final AtomicLong picos = new AtomicLong();
    private final DoubleAdder writeUnits = new DoubleAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final LongAdder takenNanos = new LongAdder();

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

    /** One invocation began. */
    public void invocation() {
        picos.addAndGet(prices.lambdaRequest());
    }

    /** Time passed in an invocation, in milliseconds as Lambda bills it. */
    public void time(long millis) {
        picos.addAndGet(prices.lambdaGbSecond() * memoryMegabytes / 1024 * millis / 1000);
    }

    /** DynamoDB write request units consumed. */
    public void writeUnits(double units) {
        writeUnits.add(units);
        picos.addAndGet(Math.round(units * prices.writeUnit()));
    }

    /** DynamoDB read request units consumed. */
    public void readUnits(double units) {
        readUnits.add(units);
        picos.addAndGet(Math.round(units * prices.readUnit()));
    }

    /** One S3 request of the dearer kind: PUT, COPY, POST, LIST. */
    public void s3Write() {
        picos.addAndGet(prices.s3Write());
    }

    /** One S3 request of the cheaper kind: GET, HEAD. */
    public void s3Read() {
        picos.addAndGet(prices.s3Read());
    }

    /** One SQS request. */
    public void sqsRequest() {
        picos.addAndGet(prices.sqsRequest());
    }

    /**
     * Lets all whole nano-dollars since the last write ride on this one; fractions stay for the next. What rode on a
     * write that did not happen rides on the next one. What rode on one that failed stays off: it may have taken
     * effect, and nothing is charged twice.
     *
     * @param write given the nano-dollars, stores them and says whether it did
     * @return what {@code write} returned
     */
    public boolean charge(LongPredicate write) {
        long nanos = take();
        boolean written = attempt(write, nanos);
        if (!written) {
            takenNanos.add(-nanos);
            picos.addAndGet(nanos * PICOS_PER_NANO);
        }
        return written;
    }

    private boolean attempt(LongPredicate write, long nanos) {
        try {
            return write.test(nanos);
        } catch (RuntimeException | Error e) {
            doubt.about(nanos, e);
            throw e;
        }
    }

    private long take() {
        long before = picos.getAndUpdate(p -> p % PICOS_PER_NANO);
        long nanos = before / PICOS_PER_NANO;
        takenNanos.add(nanos);
        return nanos;
    }

    /** Everything metered so far, taken or not, in picodollars. */
    public long totalPicos() {
        return picos.get() + takenNanos.sum() * PICOS_PER_NANO;
    }

    /** What has been metered and not been taken yet, in picodollars. */
    public long untakenPicos() {
        return picos.get();
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
