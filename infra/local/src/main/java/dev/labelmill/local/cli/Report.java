package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the pipeline itself says of a batch: its {@code report.json}.
 *
 * @param json the report
 */
record Report(JsonNode json) {

    static final String FILE = "report.json";

    /** @throws IllegalArgumentException if it is no JSON object */
    static Report read(Path file) {
        try {
            return new Report(Json.parse(Files.readAllBytes(file)));
        } catch (IOException missing) {
            throw new UncheckedIOException("The batch is done, but its report is not there", missing);
        }
    }

    long items() {
        return whole("items");
    }

    long autoAccepted() {
        return whole("autoAccepted");
    }

    long humanLabelled() {
        return whole("humanLabelled");
    }

    /** Items whose answer was known beforehand. */
    long gold() {
        return whole("gold");
    }

    /** Items that are not in the results: the budget was spent first, or nobody answered. */
    long unlabelled() {
        return whole("unlabelled");
    }

    long labels() {
        return whole("labels");
    }

    /** Items that people saw: for a label, with a known answer, or only to audit the pre-label. */
    long tasks() {
        long autoAudits = 0;
        for (JsonNode stratum : json.path("certificate").path("strata")) {
            autoAudits += stratum.path("name").asText().equals("auto-accepted")
                    ? stratum.path("audited").asLong()
                    : 0;
        }
        return humanLabelled() + gold() + autoAudits;
    }

    /** Items that experts have audited. */
    long audited() {
        long audited = 0;
        for (JsonNode stratum : json.path("certificate").path("strata")) {
            audited += stratum.path("audited").asLong();
        }
        return audited;
    }

    long rejected() {
        return whole("rejected");
    }

    OptionalDouble labelsPerHumanItem() {
        return number(json.path("labelsPerHumanItem"));
    }

    /** Krippendorff's alpha of the people's labels. */
    OptionalDouble alpha() {
        return number(json.path("alpha"));
    }

    /** Certified upper bound on the label error; empty if batch.json asks for no audit. */
    OptionalDouble errorBound() {
        return number(json.path("certificate").path("errorBound"));
    }

    /** Of the bound. */
    OptionalDouble confidence() {
        return number(json.path("certificate").path("confidence"));
    }

    /** What is certified, in one sentence. */
    String verdict() {
        return json.path("verdict").asText();
    }

    /** A part of the cost, in US dollars. */
    double cost(String part) {
        return number(json.path("cost").path(part)).orElse(0);
    }

    /** Name of the field that holds the label in the lines of the results. */
    String attribute() {
        return json.path("attribute").asText();
    }

    /** Copies the report's main numbers; those that do not exist are null. */
    void copyTo(ObjectNode summary) {
        for (String field : List.of(
                "batch",
                "items",
                "rejected",
                "autoAccepted",
                "humanLabelled",
                "labels",
                "labelsPerHumanItem",
                "alpha")) {
            summary.set(field, json.path(field));
        }
        for (String field : List.of("errorBound", "confidence")) {
            JsonNode value = json.path("certificate").path(field);
            summary.set(field, value.isMissingNode() ? summary.nullNode() : value);
        }
        ObjectNode cost = summary.putObject("cost");
        for (String part : List.of("labour", "qualityControl", "platform", "model", "total", "perItem")) {
            cost.set(part, json.path("cost").path(part));
        }
    }

    private long whole(String field) {
        return json.path(field).asLong();
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
    }
}
