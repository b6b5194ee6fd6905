package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.store.ChunkRows;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.LabelRows;
import dev.labelmill.lambda.store.Row;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskRows;
import dev.labelmill.lambda.tally.RowTotals;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What must be the same however a batch's events were repeated, reordered and interrupted: facts and
 * results without timestamps, versions, attempts, delivery ids and watermarks, and without platform
 * money, which rightly grows with repetition.
 */
final class CanonicalState {

    private CanonicalState() {}

    /** Every fact of a batch, one line each, by key; of an annotator's labels on an item the last, wherever it stands. */
    static SortedMap<String, String> facts(Resources resources) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (Row row : rows(resources)) {
            String key = row.pk() + " " + row.sk();
            if (row.sk().equals(Keys.TASK_SK)) {
                facts.put(key, line(TaskRows.read(row)));
            } else if (row.sk().startsWith(Keys.LABEL_SK)) {
                Label label = LabelRows.read(row);
                facts.put(row.pk() + " " + label.who(), line(label));
            } else if (row.sk().startsWith(Keys.CHUNK_SK)) {
                facts.put(key, line(ChunkRows.read(row)));
            }
        }
        return facts;
    }

    private static String line(Task task) {
        return String.join(
                " ",
                task.stratum().name(),
                "wave " + task.wave(),
                task.place().toString(),
                String.valueOf(task.prelabel()),
                task.state().name(),
                "wanted " + task.wanted(),
                task.ballots().toString(),
                String.valueOf(task.resolution()),
                task.audit().name(),
                task.auditAnswer().toString());
    }

    private static String line(Label label) {
        return String.join(
                " ",
                label.answer().toString(),
                "revision " + label.revision(),
                label.purpose().name(),
                label.priceNanos() + " n$",
                label.millis() + " ms",
                label.known().toString());
    }

    private static String line(Chunk chunk) {
        return chunk.state() + " items " + chunk.items() + " rejected " + chunk.rejected() + " accepted "
                + chunk.autoAccepted() + " audited " + chunk.autoAudited() + " people " + chunk.people() + " gold "
                + chunk.gold() + " " + chunk.counts();
    }

    /** The batch's totals without what counts attempts: dispatches, requests, versions, platform money. */
    static Map<String, Long> totals(Resources resources, String batch) {
        return withoutAttempts(
                new TallyStore(new Table(resources.dynamo(), Resources.TABLE)).total(Keys.batchTally(batch)));
    }

    private static Map<String, Long> withoutAttempts(Counters counters) {
        return counters.nonZero().entrySet().stream()
                .filter(e -> List.of(
                                Names.SPENT,
                                Names.BATCH_VERSION,
                                Names.CHUNK_VERSIONS,
                                Names.HOUR_VERSIONS,
                                Names.REQUESTED,
                                Names.EXPIRED,
                                Names.OVERTIME,
                                Names.FULFILLED,
                                Names.IN_TIME,
                                Names.WAITED,
                                Names.LATE,
                                Names.DISPATCHES,
                                Names.CLAIMS)
                        .stream()
                        .noneMatch(e.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** All tallies as a scan of the table's rows counts them, without what the tally itself has spent. */
    static Map<String, Map<String, Long>> scanned(Resources resources) {
        Map<String, Counters> totals = new HashMap<>();
        for (Row row : rows(resources)) {
            RowTotals.of(row)
                    .forEach((tally, counters) ->
                            totals.computeIfAbsent(tally, t -> new Counters()).addAll(counters));
        }
        return nonZero(totals);
    }

    /** The same tallies as they were folded from the stream. */
    static Map<String, Map<String, Long>> folded(Resources resources) {
        Map<String, Counters> totals = new HashMap<>();
        TallyStore tallies = new TallyStore(new Table(resources.dynamo(), Resources.TABLE));
        rows(resources).stream()
                .map(Row::pk)
                .filter(pk -> pk.startsWith(Keys.TALLY))
                .distinct()
                .forEach(tally -> totals.put(tally, tallies.total(tally)));
        totals.values()
                .forEach(counters -> counters.nonZero().keySet().stream()
                        .filter(name -> name.startsWith(Names.SPENT + "tally."))
                        .forEach(name -> counters.add(name, -counters.get(name))));
        return nonZero(totals);
    }

    private static Map<String, Map<String, Long>> nonZero(Map<String, Counters> totals) {
        Map<String, Map<String, Long>> plain = new TreeMap<>();
        totals.forEach((tally, counters) -> {
            if (!counters.isEmpty()) {
                plain.put(tally, new TreeMap<>(counters.nonZero()));
            }
        });
        return plain;
    }

    /** The result lines without their dates. */
    static List<String> labels(Resources resources, String batch) {
        byte[] file = new Bucket(resources.s3(), Resources.BUCKET)
                .read("results/" + batch + "/labels.jsonl")
                .orElseThrow();
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(line -> {
                    ObjectNode node = (ObjectNode) Json.parse(line.getBytes(StandardCharsets.UTF_8));
                    ((ObjectNode) node.get("label-metadata")).remove("creation-date");
                    return Json.write(node);
                })
                .toList();
    }

    private static List<Row> rows(Resources resources) {
        return resources
                .dynamo()
                .scanPaginator(scan -> scan.tableName(Resources.TABLE).consistentRead(true))
                .items()
                .stream()
                .map(Row::of)
                .toList();
    }
}
