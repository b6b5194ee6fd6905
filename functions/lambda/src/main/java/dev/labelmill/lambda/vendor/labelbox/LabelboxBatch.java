package dev.labelmill.lambda.vendor.labelbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.util.List;
import java.util.Optional;

/** Batches of a Labelbox project whose data rows all want so many labels (labelbox-python, schema/project.py). */
final class LabelboxBatch {

    /** The lowest priority, which is the API's own default. */
    private static final int PRIORITY = 5;

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;

    private static final String CREATE = """
            mutation LabelmillBatch($project: ID!, $batch: CreateBatchInput!) {
              project(where: {id: $project}) { createBatchV2(input: $batch) { batch { id } failedDataRowIds } }
            }""";
    private static final String BATCHES = """
            query LabelmillBatches($project: ID!, $from: String, $first: PageSize) {
              project(where: {id: $project}) {
                batches(after: $from, first: $first) { nodes { name } pageInfo { endCursor } }
              }
            }""";
    private static final String ROW = """
            query LabelmillRow($id: ID!) { dataRow(where: {id: $id}) { globalKey } }""";

    private final GraphQl labelbox;
    private final String project;
    private final int labels;

    LabelboxBatch(GraphQl labelbox, String project, int labels) {
        this.labelbox = labelbox;
        this.project = project;
        this.labels = labels;
    }

    /**
     * Sends data rows to people, once however often it is called by the same name.
     *
     * @param name unique in the project
     * @return the keys of those that Labelbox does not take
     */
    List<String> send(String name, List<String> keys) {
        ObjectNode batch = Json.object().put("name", name).put("priority", PRIORITY);
        batch.putArray("dataRowIds");
        ArrayNode rows = batch.putArray("globalKeys");
        keys.forEach(rows::add);
        batch.set("consensusSettings", consensus());
        ObjectNode variables = Json.object().put("project", project);
        variables.set("batch", batch);
        try {
            GraphQl.Answer answer = labelbox.send(GraphQl.EXPERIMENTAL, CREATE, variables);
            return switch (answer.outcome()) {
                case DONE -> failed(answer.data().node().at("/project/createBatchV2"), keys);
                case NOT_FOUND -> throw new VendorRefusal("Labelbox has no project of the id in the vendor's target");
                case CONFLICT, UNFIT ->
                    requireThere(name, new VendorRefusal("Labelbox does not take the batch of data rows"));
            };
        } catch (VendorUnavailable unclear) {
            // Which code a name that is taken has is documented nowhere.
            return requireThere(name, unclear);
        }
    }

    private JsonNode consensus() {
        return labels == 1
                ? Json.MAPPER.nullNode()
                : Json.object().put("numberOfLabels", labels).put("coveragePercentage", 1.0);
    }

    private List<String> failed(JsonNode created, List<String> keys) {
        if (!created.path("batch").hasNonNull("id")) {
            throw new VendorUnavailable("Labelbox does not say that the batch was created", Optional.empty());
        }
        return created.path("failedDataRowIds")
                .valueStream()
                .map(id -> labelbox.send(GraphQl.STABLE, ROW, Json.object().put("id", id.asText())))
                .filter(answer -> answer.outcome() == GraphQl.Outcome.DONE)
                .map(answer -> answer.data().node().at("/dataRow/globalKey").asText())
                .filter(keys::contains)
                .toList();
    }

    /** A refused batch may be our own of an earlier attempt, whose answer was lost. */
    private List<String> requireThere(String name, RuntimeException otherwise) {
        String from = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            GraphQl.Answer answer = labelbox.send(
                    GraphQl.EXPERIMENTAL,
                    BATCHES,
                    Json.object().put("project", project).put("from", from).put("first", PAGE));
            if (answer.outcome() != GraphQl.Outcome.DONE) {
                break;
            }
            JsonNode batches = answer.data().node().at("/project/batches");
            if (batches.path("nodes")
                    .valueStream()
                    .anyMatch(node -> node.path("name").asText().equals(name))) {
                return List.of();
            }
            if (!batches.path("pageInfo").hasNonNull("endCursor")
                    || batches.path("nodes").isEmpty()) {
                break;
            }
            from = batches.path("pageInfo").path("endCursor").asText();
        }
        throw otherwise;
    }
}
