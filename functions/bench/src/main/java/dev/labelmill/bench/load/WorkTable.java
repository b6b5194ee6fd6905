package dev.labelmill.bench.load;

import dev.labelmill.bench.load.Mill.Role;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What each function did for a batch, as two tables in Markdown: of each what an item took, and of those that are called for every
 * label how long a call takes.
 *
 * @param items   of the batch
 * @param watches who looked on, by function
 */
record WorkTable(int items, Function<Role, Watch> watches) {
    private static final List<String> OF_TABLE =
            List.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "GetItem", "BatchGetItem", "Query");
    private static final List<Role> OF_EVERY_LABEL = List.of(Role.WEBHOOK, Role.SCORE, Role.TALLY);
    private static final double KIB = 1024;
    private static final double MICROS = 1e3;
    private static final double SECONDS = 1e6;

    /** What a call of our own code may take in 99 of 100 calls, in nanoseconds. */
    private static final double TARGET = 200_000;

    /** Ready to print. */
    String text() {
        StringBuilder text =
                new StringBuilder("\n| function | calls | us/item | of all | KiB/item | table requests/item"
                        + " | objects/item | queue/item | WCU/item | RCU/item | longest call, s | sum of calls, s |\n");
        text.append("|---|").append("---:|".repeat(11)).append('\n');
        Stream.of(Role.values()).forEach(role -> text.append(row(role)));
        text.append("\n| processor time of our own code, us | calls | p50 | p90 | p99 | p99.9 | most | p99 of 200"
                + " | of hello |\n");
        text.append("|---|").append("---:|".repeat(8)).append('\n');
        for (Role role : OF_EVERY_LABEL) {
            Watch watch = watches.apply(role);
            String hello = String.format(Locale.ROOT, "%.1f", watch.ofHello());
            text.append(spread(role.title + ", a call", watch.invocations(), watch.calls(), hello));
            text.append(spread(role.title + ", a record", watch.invocations(), watch.each(), ""));
        }
        return text.append('\n').toString();
    }

    private String row(Role role) {
        Watch watch = watches.apply(role);
        double all =
                Stream.of(Role.values()).map(watches).mapToLong(Watch::nanos).sum();
        double table = requests(watch, true, false);
        double queue = requests(watch, false, true);
        double requests =
                watch.requests().values().stream().mapToLong(LongAdder::sum).sum();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.3f | %.2f | %.4f | %.4f | %.5f | %.4f | %.4f | %.2f | %,.0f |%n",
                role.title,
                watch.invocations(),
                watch.nanos() / MICROS / items,
                watch.nanos() / all,
                watch.bytes() / KIB / items,
                table / items,
                (requests - table - queue) / items,
                queue / items,
                Outcome.sum(watch.written()) / items,
                Outcome.sum(watch.read()) / items,
                watch.longest() / SECONDS,
                watch.virtual() / SECONDS);
    }

    private static double requests(Watch watch, boolean table, boolean queue) {
        return watch.requests().entrySet().stream()
                .filter(entry -> table && OF_TABLE.contains(entry.getKey())
                        || queue
                                && (entry.getKey().startsWith("SendMessage")
                                        || entry.getKey().startsWith("GetQueue")))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** Of functions that are called too often for a mean to tell of them. */
    private static String spread(String what, long calls, Spread spread, String hello) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.1f | %.1f | %.1f | %.1f | %,.0f | %.2f | %s |%n",
                what,
                calls,
                spread.at(.5) / MICROS,
                spread.at(.9) / MICROS,
                spread.at(.99) / MICROS,
                spread.at(.999) / MICROS,
                spread.most() / MICROS,
                spread.at(.99) / TARGET,
                hello);
    }
}
