package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.prelabel.DataUri;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.Unclassed;
import dev.labelmill.lambda.json.Json;
import java.util.Locale;

/** How items are written, classes by name. */
final class ItemForm {

    private static final int PREVIEW = 160;

    private final LabelType<?> type;

    ItemForm(LabelType<?> type) {
        this.type = type;
    }

    /** An item as a row of a table. */
    ObjectNode row(SeenItem item, JsonNode line) {
        ObjectNode row = Json.object().put("id", item.id()).put("at", item.at().toString());
        row.set("content", content(line));
        row.put("way", way(item));
        item.task().ifPresent(task -> task(task, row));
        item.prelabel()
                .ifPresent(share -> row.putObject("prelabel")
                        .put("label", name(share.answer()))
                        .put("confidence", share.probability()));
        row.set("final", decision(item));
        row.put("prelabelOverruled", item.isPrelabelOverruled());
        row.put("contested", item.isContested());
        item.answer()
                .map(FinalAnswer::violations)
                .filter(JsonNode::isArray)
                .ifPresent(violations -> row.set("violations", violations));
        return row;
    }

    /** The beginning of a text; of anything else what it is. */
    private static ObjectNode content(JsonNode line) {
        ObjectNode content = Json.object();
        if (line.has("source-ref")) {
            return content.put("kind", "reference")
                    .put("text", line.path("source-ref").asText());
        }
        String source = line.path("source").asText();
        if (DataUri.looksLikeOne(source)) {
            return content.put("kind", "data");
        }
        int shown = source.offsetByCodePoints(0, Math.min(PREVIEW, source.codePointCount(0, source.length())));
        return content.put("kind", "text")
                .put("text", source.substring(0, shown))
                .put("cut", shown < source.length());
    }

    private static String way(SeenItem item) {
        if (item.task().map(Task::stratum).filter(Stratum.GOLD::equals).isPresent()) {
            return "known answer";
        }
        if (item.isForPeople()) {
            return "people";
        }
        return item.standing().title();
    }

    private void task(Task task, ObjectNode row) {
        row.put("state", lower(task.state())).put("audit", lower(task.audit()));
        ArrayNode labels = row.putArray("labels");
        row.put(
                "valued",
                task.ballots().stream()
                        .anyMatch(ballot -> ballot.step().isEmpty() && ballot.answer() == Unclassed.VALUE));
        for (Ballot ballot : task.ballots()) {
            labels.add(
                    ballot.step().isPresent() ? Integer.toString(ballot.step().getAsInt()) : name(ballot.answer()));
        }
        if (task.auditAnswer().isPresent()) {
            row.put("auditLabel", name(task.auditAnswer().getAsInt()));
        }
    }

    /** The label in the results, or what is taken for it so far. */
    private ObjectNode decision(SeenItem item) {
        ObjectNode decision = Json.object();
        if (item.answer().isPresent()) {
            FinalAnswer answer = item.answer().get();
            decision.set("label", answer.value());
            if (answer.confidence().isNumber()) {
                decision.set("confidence", answer.confidence());
            }
            return decision.put("by", answer.by()).put("isFinal", true);
        }
        item.task()
                .map(Task::resolution)
                .ifPresent(taken -> decision.put("label", name(taken.answer()))
                        .put("confidence", taken.confidence())
                        .put("by", lower(taken.by()))
                        .put("isFinal", false));
        if (decision.isEmpty() && item.isAutoAccepted()) {
            item.prelabel()
                    .ifPresent(share -> decision.put("label", name(share.answer()))
                            .put("confidence", share.probability())
                            .put("by", "prelabel")
                            .put("isFinal", false));
        }
        return decision;
    }

    /** A class's name; of a value that is no class what it is, for it lies on the label rows. */
    private String name(int answer) {
        return answer >= 0 && answer < type.classes().size() ? type.classes().get(answer) : type.kind();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
