package dev.labelmill.local.vendors;

import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a vendor needs of one line of a task file ({@code labelmill.task.v1}).
 *
 * @param dispatch to be repeated in each label
 * @param item     the item's id
 * @param labels   how many different annotators must answer
 * @param exclude  annotators that must not answer
 * @param classes  the answers to choose from
 */
record TaskLine(String dispatch, String batch, String item, int labels, Set<String> exclude, List<String> classes) {

    TaskLine {
        exclude = Set.copyOf(exclude);
        classes = List.copyOf(classes);
    }

    /** @throws IllegalArgumentException naming the field that is wrong */
    static TaskLine parse(String line) {
        Fields fields = Fields.of(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
        return new TaskLine(
                fields.string("dispatch"),
                fields.string("batch"),
                fields.string("task"),
                fields.small("labels"),
                Set.copyOf(fields.strings("exclude")),
                fields.strings("classes"));
    }
}
