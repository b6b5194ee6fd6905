package dev.labelmill.lambda.vendor.labelbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.NotYet;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Creates a data row for each task, one request each, several at a time, and sends them to the project as batches (labelbox-python,
 * schema/dataset.py and schema/project.py). A global key that is taken is our own row of an earlier attempt, and a batch of
 * the same name is our own batch: the dispatch is part of both. Labelbox first has to process new rows; until it has, the push
 * is to be tried again. Pre-labels follow, since Labelbox takes them for rows of the project alone.
 */
public final class LabelboxPush implements PushForm {

    private static final int MOST_ROWS_OF_A_BATCH = 999;
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String CREATE = """
            mutation LabelmillRow($text: String!, $key: String, $dataset: ID!) {
              createDataRow(data: {rowData: $text, externalId: $key, globalKey: $key, dataset: {connect: {id: $dataset}}}) { id }
            }""";
    private static final String PROCESSED = """
            query LabelmillProcessed($globalKeys: [ID!]) {
              queryAllDataRowsHaveBeenProcessed(globalKeys: $globalKeys) { allDataRowsHaveBeenProcessed }
            }""";

    /** The two parts of a target: {@code project/dataset}. */
    private record Target(String project, String dataset) {

        static Target of(String target) {
            String[] parts = target.split("/", -1);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new VendorRefusal("the vendor in batch.json must name as target <project's id>/<dataset's id>");
            }
            return new Target(parts[0], parts[1]);
        }
    }

    @Override
    public List<Refused> push(VendorApi api, Job job) {
        Target target = Target.of(job.target());
        GraphQl labelbox = new GraphQl(api, job.access());
        List<Refused> refused = new ArrayList<>();
        Map<Integer, Map<String, String>> rows = new TreeMap<>();
        List<Optional<Refused>> unfit = InParallel.mapApart(job.lines(), line -> create(labelbox, target, line));
        for (int i = 0; i < unfit.size(); i++) {
            TaskLine line = job.lines().get(i);
            unfit.get(i)
                    .ifPresentOrElse(
                            refused::add,
                            () -> rows.computeIfAbsent(line.labels(), labels -> new LinkedHashMap<>())
                                    .put(TaskKey.of(line).text(), line.task().item()));
        }
        rows.values().forEach(sameLabels -> requireProcessed(labelbox, sameLabels.keySet()));
        rows.forEach((labels, sameLabels) -> {
            LabelboxBatch batch = new LabelboxBatch(labelbox, target.project(), labels);
            List<String> keys = List.copyOf(sameLabels.keySet());
            for (int from = 0; from < keys.size(); from += MOST_ROWS_OF_A_BATCH) {
                List<String> some = keys.subList(from, Math.min(from + MOST_ROWS_OF_A_BATCH, keys.size()));
                batch.send(job.dispatch() + "-" + labels + "-" + from, some)
                        .forEach(key -> refused.add(
                                new Refused(sameLabels.get(key), "Labelbox does not take the row into the batch")));
            }
        });
        LabelboxPredictions.of(taken(job, refused)).send(labelbox, target.project(), job.dispatch() + "-predictions");
        return refused;
    }

    private static List<TaskLine> taken(Job job, List<Refused> refused) {
        Set<String> without = refused.stream().map(Refused::item).collect(Collectors.toSet());
        return job.lines().stream()
                .filter(line -> !without.contains(line.task().item()))
                .toList();
    }

    private static Optional<Refused> create(GraphQl labelbox, Target target, TaskLine line) {
        ObjectNode row = Json.object()
                .put("text", line.source())
                .put("key", TaskKey.of(line).text())
                .put("dataset", target.dataset());
        return switch (labelbox.send(GraphQl.STABLE, CREATE, row).outcome()) {
            case DONE, CONFLICT -> Optional.empty();
            case UNFIT -> Optional.of(new Refused(line.task().item(), "Labelbox finds the data row unfit"));
            case NOT_FOUND -> throw new VendorRefusal("Labelbox has no dataset of the id in the vendor's target");
        };
    }

    private static void requireProcessed(GraphQl labelbox, Collection<String> keys) {
        ObjectNode variables = Json.object();
        ArrayNode list = variables.putArray("globalKeys");
        keys.forEach(list::add);
        GraphQl.Answer answer = labelbox.send(GraphQl.STABLE, PROCESSED, variables);
        if (answer.outcome() != GraphQl.Outcome.DONE) {
            throw new VendorUnavailable(
                    "Labelbox does not say whether it has processed the data rows", Optional.of(SOON));
        }
        boolean processed = answer.data()
                .node()
                .at("/queryAllDataRowsHaveBeenProcessed/allDataRowsHaveBeenProcessed")
                .asBoolean();
        if (!processed) {
            throw new NotYet("Labelbox is still processing the data rows", SOON);
        }
    }
}
