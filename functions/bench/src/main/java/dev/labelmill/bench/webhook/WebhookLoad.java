package dev.labelmill.bench.webhook;

import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;

/**
 * 2,000 webhooks a second for 30 seconds through the function's own handler in one process, from the event's bytes to the
 * answer's. Arrival is open-loop; of twenty requests one is signed by a stranger and one repeats the delivery before it.
 * The table is in memory, with the service's conditions and without its network: what is measured is our own code. From the
 * project's root, with requests a second, seconds and threads if others are wanted, and how many KiB of memory the thread writes to
 * before each request, as other work between requests would, so that the processor's caches hold less of ours:
 *
 * <pre>
 *   ./mvnw package -DskipTests -pl functions/bench -am
 *   java -XX:+UseParallelGC -Xms3g -Xmx3g -Xmn1500m -cp "functions/bench/target/classes:functions/bench/target/lib/*" \
 *       dev.labelmill.bench.webhook.WebhookLoad 2000 30 2 0
 * </pre>
 */
public final class WebhookLoad {
    private static final int WARM_UP_SECONDS = 15;
    private static final int LOOP_SECONDS = 10;
    private static final int LOOP_STEPS = 40_000;
    private static final int MIX = 20;
    private static final int FORGED = 7;
    private static final int REPEATED = 13;

    private final LoadedDoor door;
    private final byte[][] events;
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private WebhookLoad(int requests, InstantSource clock) {
        door = new LoadedDoor(requests, clock);
        events = new byte[requests][];
        Instant now = clock.instant();
        for (int i = 0; i < requests; i++) {
            events[i] = event(i, now);
        }
    }

    /** @param args requests a second, seconds, threads */
    public static void main(String[] args) throws InterruptedException {
        int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        OtherWork other = new OtherWork(args.length > 3 ? Integer.parseInt(args[3]) : 0);
        InstantSource clock = Clock.systemUTC();
        new WebhookLoad(perSecond * WARM_UP_SECONDS, clock).run(perSecond, threads, () -> {});
        System.gc();
        WebhookLoad measured = new WebhookLoad(perSecond * seconds, clock);
        System.gc();
        measured.print(measured.run(perSecond, threads, other));
        print(
                "processor time of a loop of fixed length",
                loops(perSecond, threads).processor(),
                n -> true);
    }

    /** What the machine and its clock make of work that is always the same, without memory. */
    private static SteadyArrivals loops(int perSecond, int threads) throws InterruptedException {
        LongAdder sink = new LongAdder();
        return SteadyArrivals.run(
                LOOP_SECONDS * perSecond, perSecond, threads, () -> {}, n -> sink.add(loop(n)), () -> 0);
    }

    /** Marsaglia's xorshift64. */
    private static long loop(long seed) {
        long value = seed + 1;
        for (int i = 0; i < LOOP_STEPS; i++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        return value;
    }

    private SteadyArrivals run(int perSecond, int threads, Runnable between) throws InterruptedException {
        return SteadyArrivals.run(events.length, perSecond, threads, between, this::send, door.beside::nanos);
    }

    private void send(int number) {
        byte[] answer =
                Json.write(door.webhook.handle(Json.parse(events[number]))).getBytes(StandardCharsets.UTF_8);
        // Every answer's status stands at the same place: {"statusCode":200,
        switch (answer[14]) {
            case '2' -> (number % MIX == REPEATED ? repeated : stored).incrementAndGet();
            case '4' -> refused.incrementAndGet();
            default -> throw new IllegalStateException(new String(answer, StandardCharsets.UTF_8));
        }
    }

    private void print(SteadyArrivals run) {
        System.out.printf(
                "%,d requests in %.2f s: %,d a second%n",
                events.length, run.nanos() / 1e9, (long) (events.length / (run.nanos() / 1e9)));
        print("from due to done", run.latencies(), n -> true);
        print("begun to done, the table included", run.taken(), n -> true);
        print("processor time of our own code", run.processor(), n -> true);
        print("- of new labels", run.processor(), n -> n % MIX != FORGED && n % MIX != REPEATED);
        print("- of repeated ones", run.processor(), n -> n % MIX == REPEATED);
        print("- of forged ones", run.processor(), n -> n % MIX == FORGED);
        System.out.printf(
                "answered 2xx %,d new, %,d repeated; 4xx %,d; labels in the table %,d%n",
                stored.get(), repeated.get(), refused.get(), door.labels());
        System.out.printf(
                "write units %,d, read units %,.1f%n",
                door.table.units().write(), door.table.units().read());
        if (door.labels() != stored.get()) {
            throw new IllegalStateException("an accepted label is not in the table");
        }
    }

    private static void print(String what, long[] times, IntPredicate wanted) {
        long[] nanos = SteadyArrivals.ascending(times, wanted);
        System.out.printf(
                "%s, ms: p50 %.3f, p90 %.3f, p99 %.3f, p99.9 %.3f, most %.3f%n",
                what,
                SteadyArrivals.millis(nanos, .5),
                SteadyArrivals.millis(nanos, .9),
                SteadyArrivals.millis(nanos, .99),
                SteadyArrivals.millis(nanos, .999),
                SteadyArrivals.millis(nanos, 1));
    }

    private static byte[] event(int number, Instant now) {
        int delivery = number % MIX == REPEATED ? number - 1 : number;
        byte[] body = LoadedDoor.body(delivery, delivery % 50);
        Map<String, String> headers =
                new HashMap<>(new StandardWebhooks().headers(LoadedDoor.KEY, "msg-" + delivery, now, body));
        if (number % MIX == FORGED) {
            headers.put("webhook-id", "msg-forged-" + number);
        }
        var event = Json.object()
                .put("rawPath", "/webhooks/" + LoadedDoor.VENDOR)
                .put("body", new String(body, StandardCharsets.UTF_8))
                .put("isBase64Encoded", false);
        headers.forEach(event.putObject("headers")::put);
        event.putObject("requestContext")
                .put("requestId", "request-" + number)
                .putObject("http")
                .put("method", "POST");
        return Json.write(event).getBytes(StandardCharsets.UTF_8);
    }
}
