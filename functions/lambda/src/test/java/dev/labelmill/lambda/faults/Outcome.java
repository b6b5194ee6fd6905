package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.ReportSchema;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.ChunkRows;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.LabelRows;
import dev.labelmill.lambda.store.Row;
import dev.labelmill.lambda.store.TaskRows;
import dev.labelmill.lambda.tally.RowTotals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a run has come to, in the canonical projection: without times, versions, attempts, delivery ids and platform money, which
 * rightly differ between runs that mean the same.
 *
 * @param facts   tasks, labels and chunks, one line each; a label by whose it is, not by which of the claim's places it took
 * @param learnt  its snapshots of skills but for times, and its model's name, which is made of what the model holds
 * @param results lines of labels.jsonl
 * @param unlabelled how many items the report says have no label
 * @param report  the certificate and all else of the report but for times and platform money
 * @param totals  the batch's counters
 * @param paid    nano-dollars on label rows, by vendor
 * @param spentNanos platform money in the ledger: not compared, since what is tried again costs again
 */
record Outcome(
        Phase phase,
        SortedMap<String, String> facts,
        List<String> learnt,
        List<String> results,
        long unlabelled,
        String report,
        Map<String, Long> totals,
        Map<String, Long> paid,
        long spentNanos) {

    /** Counters of what was tried, not of what came of it. */
    private static final List<String> ATTEMPTS = List.of(
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
            Names.CLAIMS);

    /** Of a batch that is over. */
    static Outcome of(Stage stage, String batch) {
        List<Row> rows = stage.rows();
        Batch settled = stage.batches().get(batch).orElseThrow();
        return new Outcome(
                settled.phase(),
                facts(rows),
                learnt(stage, settled),
                results(stage, batch),
                ReportSchema.parse(stage.text("results/" + batch + "/report.json"))
                        .path("unlabelled")
                        .asLong(),
                report(stage, batch),
                counts(stage.tallies().total(Keys.batchTally(batch))),
                paid(rows),
                spentNanos(stage, batch));
    }

    private static List<String> learnt(Stage stage, Batch batch) {
        Stream<String> skills = batch.snapshots().stream().map(snapshot -> {
            ObjectNode file = (ObjectNode) Json.parse(stage.text(snapshot).getBytes(StandardCharsets.UTF_8));
            file.remove("turnaroundMillis");
            return Json.write(file);
        });
        return Stream.concat(skills, Stream.of(batch.model())).toList();
    }

    /** All but the hours of metrics, which are counted and not metered. */
    private static long spentNanos(Stage stage, String batch) {
        return stage.tallies().total(Keys.batchTally(batch)).nonZero().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Names.SPENT)
                        && !entry.getKey().endsWith("." + Kind.METRICS.label()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** In what another run's outcome differs, in sentences that begin with its name. */
    List<String> differences(String name, Outcome other) {
        List<String> differences = new ArrayList<>();
        if (phase != other.phase) {
            differences.add("ended as " + other.phase + ", not " + phase);
        }
        differing(facts, other.facts).forEach(line -> differences.add("fact " + line));
        differing(numbered(learnt), numbered(other.learnt)).forEach(line -> differences.add("learnt " + line));
        differing(numbered(results), numbered(other.results)).forEach(line -> differences.add("result " + line));
        differing(totals, other.totals).forEach(line -> differences.add("total " + line));
        differing(paid, other.paid).forEach(line -> differences.add("paid " + line));
        differing(
                        numbered(report.lines().toList()),
                        numbered(other.report.lines().toList()))
                .forEach(line -> differences.add("report " + line));
        return differences.stream().map(difference -> name + ": " + difference).toList();
    }

    private static Map<Integer, String> numbered(List<String> lines) {
        return IntStream.range(0, lines.size()).boxed().collect(Collectors.toMap(i -> i, lines::get));
    }

    /** Where two maps say otherwise. */
    static <K, V> List<String> differing(Map<K, V> expected, Map<K, V> found) {
        Set<K> keys = new LinkedHashSet<>(expected.keySet());
        keys.addAll(found.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), found.get(key)))
                .map(key -> key + ": " + found.get(key) + " instead of " + expected.get(key))
                .toList();
    }

    private static SortedMap<String, String> facts(List<Row> rows) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (Row row : rows) {
            if (row.sk().equals(Keys.TASK_SK)) {
                facts.put(row.pk(), line(TaskRows.read(row)));
            } else if (row.sk().startsWith(Keys.LABEL_SK)) {
                Label label = LabelRows.read(row);
                facts.put(row.pk() + " " + label.who(), line(label));
            } else if (row.sk().startsWith(Keys.CHUNK_SK)) {
                facts.put(row.pk() + " " + row.sk(), line(ChunkRows.read(row)));
            }
        }
        return facts;
    }

    /** Those that stand more than once. */
    static List<String> twice(Stage stage) {
        Set<String> seen = new HashSet<>();
        return labels(stage)
                .filter(label -> !label.isTombstone())
                .map(Outcome::whose)
                .filter(label -> !seen.add(label))
                .toList();
    }

    /** All label rows. */
    static Stream<Label> labels(Stage stage) {
        return stage.rows().stream()
                .filter(row -> row.sk().startsWith(Keys.LABEL_SK))
                .map(LabelRows::read);
    }

    /** Item, vendor and annotator. */
    static String whose(Label label) {
        return label.item() + " " + label.vendor() + " " + label.annotator();
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
        return label.answer() + " revision " + label.revision() + " " + label.purpose() + " " + label.priceNanos()
                + " n$ " + label.millis() + " ms " + label.known();
    }

    private static String line(Chunk chunk) {
        return chunk.state() + " items " + chunk.items() + " rejected " + chunk.rejected() + " accepted "
                + chunk.autoAccepted() + " audited " + chunk.autoAudited() + " people " + chunk.people() + " gold "
                + chunk.gold() + " " + chunk.counts();
    }

    private static List<String> results(Stage stage, String batch) {
        return stage.text("results/" + batch + "/labels.jsonl")
                .lines()
                .map(line -> {
                    ObjectNode node = (ObjectNode) Json.parse(line.getBytes(StandardCharsets.UTF_8));
                    ((ObjectNode) node.path("label-metadata")).remove("creation-date");
                    return Json.write(node);
                })
                .toList();
    }

    private static String report(Stage stage, String batch) {
        ObjectNode report = (ObjectNode) ReportSchema.parse(stage.text("results/" + batch + "/report.json"));
        JsonNode cost = report.remove("cost");
        report.set("labour", cost.path("labour"));
        report.set("qualityControl", cost.path("qualityControl"));
        report.remove(List.of("timeline", "savings"));
        report.findParents("measuredSeconds").forEach(speed -> ((ObjectNode) speed).remove("measuredSeconds"));
        return report.toPrettyString();
    }

    private static Map<String, Long> counts(Counters counters) {
        return counters.nonZero().entrySet().stream()
                .filter(entry -> ATTEMPTS.stream().noneMatch(entry.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, Long> paid(List<Row> rows) {
        Map<String, Long> paid = new TreeMap<>();
        rows.stream()
                .filter(row -> row.sk().startsWith(Keys.LABEL_SK))
                .map(LabelRows::read)
                .forEach(label -> paid.merge(label.vendor(), label.priceNanos(), Long::sum));
        return paid;
    }

    /** Every tally as a scan counts it, without what tally itself has spent. */
    static Map<String, Map<String, Long>> scanned(Stage stage) {
        Map<String, Counters> totals = new HashMap<>();
        for (Row row : stage.rows()) {
            RowTotals.of(row)
                    .forEach((tally, counters) ->
                            totals.computeIfAbsent(tally, t -> new Counters()).addAll(counters));
        }
        return plain(totals);
    }

    /** The same as folded from the stream. */
    static Map<String, Map<String, Long>> folded(Stage stage) {
        Map<String, Counters> totals = new HashMap<>();
        stage.rows().stream()
                .map(Row::pk)
                .filter(pk -> pk.startsWith(Keys.TALLY))
                .distinct()
                .forEach(tally -> totals.put(tally, stage.tallies().total(tally)));
        totals.values()
                .forEach(counters -> counters.nonZero().keySet().stream()
                        .filter(name -> name.startsWith(Names.TALLY_SPENT))
                        .forEach(name -> counters.add(name, -counters.get(name))));
        return plain(totals);
    }

    private static Map<String, Map<String, Long>> plain(Map<String, Counters> totals) {
        Map<String, Map<String, Long>> plain = new TreeMap<>();
        totals.forEach((tally, counters) -> {
            if (!counters.isEmpty()) {
                plain.put(tally, new TreeMap<>(counters.nonZero()));
            }
        });
        return plain;
    }
}
