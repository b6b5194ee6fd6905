package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.StoredValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Settled tasks whose labels are no classes as lines of a gathered part. */
final class GatheredValues {

    private GatheredValues() {}

    /** A task as one line. */
    static String write(SettledValues<?> task) {
        ObjectNode line = Json.object().put("offset", task.offset()).put("item", task.item());
        ArrayNode ballots = line.putArray("ballots");
        for (int i = 0; i < task.ballots().size(); i++) {
            Opinion<? extends LabelValue> ballot = task.ballots().get(i);
            ballots.addArray()
                    .add(ballot.annotator())
                    .add(StoredValue.write(ballot.value()))
                    .add(task.millis().get(i));
        }
        task.expert().ifPresent(value -> line.set("expert", StoredValue.write(value)));
        task.audit().ifPresent(value -> line.set("audit", StoredValue.write(value)));
        task.accepted().ifPresent(confidence -> line.put("accepted", confidence));
        if (task.auditMissed()) {
            line.put("auditMissed", true);
        }
        return Json.write(line);
    }

    /** The task of a line. */
    static <V extends LabelValue> SettledValues<V> read(JsonNode line, Class<V> type) {
        List<Opinion<V>> ballots = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        for (JsonNode ballot : line.get("ballots")) {
            millis.add(ballot.get(2).longValue());
            ballots.add(new Opinion<>(ballot.get(0).textValue(), type.cast(StoredValue.read(ballot.get(1)))));
        }
        return new SettledValues<>(
                line.get("offset").longValue(),
                line.get("item").textValue(),
                ballots,
                millis,
                value(line, "expert", type),
                value(line, "audit", type),
                line.has("accepted") ? OptionalDouble.of(line.get("accepted").doubleValue()) : OptionalDouble.empty(),
                line.path("auditMissed").asBoolean());
    }

    private static <V extends LabelValue> Optional<V> value(JsonNode line, String name, Class<V> type) {
        return Optional.ofNullable(line.get(name)).map(StoredValue::read).map(type::cast);
    }
}
