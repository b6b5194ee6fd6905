package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** A line of a task file, in either format. */
record TaskLine(String dispatch, String item, int labels, Set<String> exclude, boolean studio) {

    static TaskLine of(JsonNode line) {
        boolean studio = line.has("data");
        JsonNode data = studio ? line.get("data") : line;
        String prefix = studio ? "labelmill_" : "";
        Set<String> exclude = new HashSet<>();
        data.get(prefix + "exclude").forEach(name -> exclude.add(name.textValue()));
        return new TaskLine(
                data.get(prefix + "dispatch").textValue(),
                data.get(prefix + "task").textValue(),
                data.get(prefix + "labels").intValue(),
                exclude,
                studio);
    }

    /** Label Studio knows people by number. */
    String annotator(String prefix, int n) {
        return studio ? Integer.toString(n) : prefix + n;
    }
}
