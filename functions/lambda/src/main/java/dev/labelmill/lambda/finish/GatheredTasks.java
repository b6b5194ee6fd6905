package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.results.SettledTask;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Settled tasks as lines of a gathered part. */
final class GatheredTasks {

    private GatheredTasks() {}

    /** A task as one line. */
    static String write(SettledTask task) {
        ObjectNode line = Json.object()
                .put("offset", task.offset())
                .put("item", task.item())
                .put("stratum", task.stratum().name());
        ArrayNode ballots = line.putArray("ballots");
        for (int i = 0; i < task.ballots().size(); i++) {
            Vote ballot = task.ballots().get(i);
            ballots.addArray()
                    .add(ballot.annotator())
                    .add(ballot.answer())
                    .add(task.millis().get(i));
        }
        put(line, "known", task.known());
        put(line, "prelabel", task.prelabel());
        line.putObject("resolution")
                .put("answer", task.resolution().answer())
                .put("confidence", task.resolution().confidence())
                .put("by", task.resolution().by().name());
        put(line, "audit", task.audit());
        if (task.auditMissed()) {
            line.put("auditMissed", true);
        }
        return Json.write(line);
    }

    private static void put(ObjectNode line, String name, OptionalInt value) {
        value.ifPresent(v -> line.put(name, v));
    }

    /** The task of a line. */
    static SettledTask read(JsonNode line) {
        List<Vote> ballots = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        for (JsonNode ballot : line.get("ballots")) {
            millis.add(ballot.get(2).longValue());
            ballots.add(new Vote(ballot.get(0).textValue(), ballot.get(1).intValue()));
        }
        JsonNode resolution = line.get("resolution");
        return new SettledTask(
                line.get("offset").longValue(),
                line.get("item").textValue(),
                Stratum.valueOf(line.get("stratum").textValue()),
                ballots,
                millis,
                optional(line, "known"),
                optional(line, "prelabel"),
                new Resolution(
                        resolution.get("answer").intValue(),
                        resolution.get("confidence").doubleValue(),
                        Resolution.By.valueOf(resolution.get("by").textValue())),
                optional(line, "audit"),
                line.path("auditMissed").asBoolean());
    }

    private static OptionalInt optional(JsonNode line, String name) {
        return line.has(name) ? OptionalInt.of(line.get(name).intValue()) : OptionalInt.empty();
    }
}
