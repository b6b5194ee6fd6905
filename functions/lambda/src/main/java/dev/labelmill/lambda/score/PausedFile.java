package dev.labelmill.lambda.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The annotators who get no more tasks of a batch, as {@code vendor/annotator}, as their names lie in the bucket. */
public final class PausedFile {

    private PausedFile() {}

    /** The file of these names; the same names make the same file. */
    public static byte[] write(SortedSet<String> paused) {
        ObjectNode file = Json.object();
        ArrayNode names = file.putArray("paused");
        paused.forEach(names::add);
        return Json.write(file).getBytes(StandardCharsets.UTF_8);
    }

    /** The names in a file. */
    static Set<String> read(byte[] file) {
        TreeSet<String> paused = new TreeSet<>();
        for (JsonNode name : Json.parse(file).get("paused")) {
            paused.add(name.textValue());
        }
        return Collections.unmodifiableSet(paused);
    }
}
