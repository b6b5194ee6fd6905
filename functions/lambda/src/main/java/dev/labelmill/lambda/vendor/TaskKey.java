package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.Optional;

/**
 * Which task of which dispatch, as one string for vendors that echo one alone: the three ids, percent-encoded, with {@code ~}
 * between them, such as {@code birds~d-5f1c0a9e4b7d2386~a%2F1.jpg}. It is plain ASCII and fit for file names and URLs, and
 * every task has exactly one. A vendor can send back anything, so it is believed no more than three ids of a payload are.
 */
public record TaskKey(String batch, String dispatch, String task) {

    private static final char BETWEEN = '~';
    private static final int PARTS = 3;

    /** The key of a task that is written for a vendor. */
    public static TaskKey of(TaskLine line) {
        return new TaskKey(line.batch().id(), line.dispatch().id(), line.task().item());
    }

    /** The key as a string; as many bytes as characters, the item's id taking up to three for each of its own. */
    public String text() {
        return PercentEncoding.encode(batch)
                + BETWEEN
                + PercentEncoding.encode(dispatch)
                + BETWEEN
                + PercentEncoding.encode(task);
    }

    /**
     * Reads a key that a vendor sent back.
     *
     * @throws UnusableContent if it is none that {@link #text()} writes, or its ids are none by {@link Field#id()}
     */
    public static TaskKey read(Field field) throws UnusableContent {
        String[] parts = field.text().split(String.valueOf(BETWEEN), PARTS + 1);
        if (parts.length != PARTS) {
            throw field.fault("is not the key of a task that Labelmill gave");
        }
        return new TaskKey(id(field, parts[0]), id(field, parts[1]), id(field, parts[2]));
    }

    /** The key that a field holds; empty if it holds none. */
    public static Optional<TaskKey> find(Field field) {
        try {
            return Optional.of(read(field));
        } catch (UnusableContent none) {
            return Optional.empty();
        }
    }

    private static String id(Field field, String part) throws UnusableContent {
        Optional<String> decoded = PercentEncoding.decode(part);
        if (decoded.isEmpty()) {
            throw field.fault("is not the key of a task that Labelmill gave");
        }
        return new Field(field.path(), TextNode.valueOf(decoded.get())).id();
    }
}
