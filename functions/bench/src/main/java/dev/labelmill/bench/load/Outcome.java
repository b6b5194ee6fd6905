package dev.labelmill.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.bench.load.KeyRates.Busiest;
import dev.labelmill.bench.load.Mill.Role;
import dev.labelmill.lambda.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;

/**
 * What a run has shown.
 *
 * @param virtual from upload to results on the virtual clock, in microseconds
 * @param wall    nanoseconds that it took
 * @param heap    the largest live heap, in bytes, after a full collection
 * @param results items that have a line among the results
 */
record Outcome(
        LoadSettings settings,
        Mill mill,
        long labels,
        long virtual,
        long wall,
        long heap,
        long results,
        JsonNode report) {
    private static final double KIB = 1024;
    private static final double MIB = 1024 * KIB;
    private static final double SECONDS = 1e6;

    /** Reads what the run has left, before its files go. */
    static Outcome of(LoadSettings settings, LoadRun run, long virtual, long wall, long heap) {
        Mill mill = run.mill();
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(result(mill, "labels.jsonl"), StandardCharsets.UTF_8));
                InputStream report = result(mill, "report.json")) {
            return new Outcome(
                    settings,
                    mill,
                    run.labels(),
                    virtual,
                    wall,
                    heap,
                    lines.lines().count(),
                    Json.parse(report.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream result(Mill mill, String name) {
        return FileObjects.open(
                mill.objects.find("results/" + Upload.BATCH + "/" + name).orElseThrow(), 0);
    }

    /** Write units of all functions for an item. */
    double writtenPerItem() {
        return watches().mapToDouble(watch -> sum(watch.written())).sum() / settings.items();
    }

    /** Read units likewise. */
    double readPerItem() {
        return watches().mapToDouble(watch -> sum(watch.read())).sum() / settings.items();
    }

    /** Processor time of all functions' own code for an item, in microseconds. */
    double microsPerItem() {
        return watches().mapToLong(Watch::nanos).sum() / 1e3 / settings.items();
    }

    /** KiB that all functions' own code allocates for an item. */
    double allocatedPerItem() {
        return watches().mapToLong(Watch::bytes).sum() / KIB / settings.items();
    }

    private Stream<Watch> watches() {
        return Stream.of(Role.values()).map(role -> mill.function(role).watch());
    }

    void print(PrintStream out) {
        out.printf(
                "%n%,d items, %,d labels at %,d a second, %d slices, %d stream shards: %,d s on the virtual clock,"
                        + " %,d s of this machine's%n",
                settings.items(),
                labels,
                settings.labelsPerSecond(),
                settings.slices(),
                settings.shards(),
                (long) (virtual / SECONDS),
                wall / 1_000_000_000);
        out.printf(
                "an item: %.1f us of the functions' own code, %.1f KiB allocated, %.3f write units, %.3f read units%n",
                microsPerItem(), allocatedPerItem(), writtenPerItem(), readPerItem());
        out.printf(
                "live heap %.1f MiB at most; rows outside it %,.0f MiB, stream %,.0f MiB (most waiting %,d records)%n",
                heap / MIB, mill.table.allocated() / MIB, mill.feed.allocated() / MIB, mill.feed.mostWaiting());
        out.printf("platform money %s%n", report.path("cost"));
        out.print(work());
        keys(out);
    }

    /** What each function did, as tables. */
    String work() {
        return new WorkTable(settings.items(), role -> mill.function(role).watch()).text();
    }

    private void keys(PrintStream out) {
        out.println("| partition key | WCU/item | RCU/item | busiest second, WCU | busiest second, RCU | seconds above"
                + " a partition's limit | the busiest |");
        out.println("|---|---:|---:|---:|---:|---:|---|");
        for (Map.Entry<KeyKind, Busiest> kind : mill.keys.busiest().entrySet()) {
            Busiest busiest = kind.getValue();
            out.printf(
                    "| %s | %.4f | %.4f | %,.0f | %,.0f | %,d | %s |%n",
                    kind.getKey().meaning(),
                    watches()
                                    .mapToDouble(watch -> of(watch.written(), kind.getKey()))
                                    .sum()
                            / settings.items(),
                    watches()
                                    .mapToDouble(watch -> of(watch.read(), kind.getKey()))
                                    .sum()
                            / settings.items(),
                    busiest.written(),
                    busiest.read(),
                    busiest.tooMany(),
                    busiest.writtenKey());
        }
    }

    private static double of(Map<KeyKind, DoubleAdder> units, KeyKind kind) {
        return units.containsKey(kind) ? units.get(kind).sum() : 0;
    }

    static double sum(Map<KeyKind, DoubleAdder> units) {
        return units.values().stream().mapToDouble(DoubleAdder::sum).sum();
    }
}
