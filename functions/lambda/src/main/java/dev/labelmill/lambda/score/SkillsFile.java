package dev.labelmill.lambda.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A skill snapshot as it lies in the bucket: confusions, row by true class, of annotators and of vendors, who is paused, and how
 * long vendors' labels take to come.
 */
public final class SkillsFile {

    private SkillsFile() {}

    /** The file of a snapshot. */
    public static byte[] write(Skills skills) {
        ObjectNode file = Json.object().put("version", skills.version());
        write(file.putArray("pooled"), skills.pooled());
        ObjectNode annotators = file.putObject("annotators");
        skills.byAnnotator().forEach((who, confusion) -> write(annotators.putArray(who), confusion));
        ObjectNode vendors = file.putObject("vendors");
        skills.vendors().forEach((name, vendor) -> {
            ObjectNode told = vendors.putObject(name).put("answers", vendor.answers());
            vendor.seconds().ifPresent(seconds -> told.put("seconds", seconds));
            write(told.putArray("confusion"), vendor.confusion());
        });
        ArrayNode paused = file.putArray("paused");
        skills.paused().forEach(paused::add);
        if (!skills.turnarounds().isEmpty()) {
            ObjectNode turnarounds = file.putObject("turnaroundMillis");
            skills.turnarounds().forEach((vendor, time) -> turnarounds.put(vendor, time.toMillis()));
        }
        return Json.write(file).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ArrayNode rows, Confusion confusion) {
        for (double[] row : confusion.toArray()) {
            ArrayNode cells = rows.addArray();
            for (double p : row) {
                cells.add(p);
            }
        }
    }

    /** The snapshot of a file. */
    public static Skills read(byte[] file) {
        JsonNode node = Json.parse(file);
        Map<String, Confusion> annotators = new HashMap<>();
        node.get("annotators").properties().forEach(a -> annotators.put(a.getKey(), confusion(a.getValue())));
        Map<String, VendorSkill> vendors = new HashMap<>();
        node.path("vendors").properties().forEach(v -> vendors.put(v.getKey(), vendor(v.getValue())));
        Set<String> paused = new HashSet<>();
        node.path("paused").forEach(who -> paused.add(who.textValue()));
        Map<String, Duration> turnarounds = new HashMap<>();
        node.path("turnaroundMillis")
                .properties()
                .forEach(v -> turnarounds.put(
                        v.getKey(), Duration.ofMillis(v.getValue().longValue())));
        return new Skills(
                node.get("version").asText(), confusion(node.get("pooled")), annotators, vendors, paused, turnarounds);
    }

    private static VendorSkill vendor(JsonNode node) {
        JsonNode seconds = node.get("seconds");
        return new VendorSkill(
                confusion(node.get("confusion")),
                node.get("answers").longValue(),
                seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds.doubleValue()));
    }

    private static Confusion confusion(JsonNode rows) {
        double[][] matrix = new double[rows.size()][rows.size()];
        for (int truth = 0; truth < matrix.length; truth++) {
            for (int answer = 0; answer < matrix.length; answer++) {
                matrix[truth][answer] = rows.get(truth).get(answer).doubleValue();
            }
        }
        return Confusion.of(matrix);
    }
}
