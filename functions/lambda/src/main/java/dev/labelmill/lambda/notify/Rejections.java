package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.LabelProblem.Place;
import java.util.Optional;

/** What could not be used of one delivery for one batch: all of it is counted, the first is told. Not thread-safe. */
public final class Rejections {

    /** Reasons in a notice; all of them are under REJECTED. */
    private static final int MOST_TOLD = 20;

    /** A sentence may repeat a name of any length; a notice has to fit into a message of a queue. */
    private static final int MOST_CHARS = 500;

    private static final String PROBLEMS = "problems";

    private final String unit;
    private long number;
    private final ArrayNode told = Json.object().putArray(PROBLEMS);

    private Rejections(String unit) {
        this.unit = unit;
    }

    /** Of labels that came, none so far. */
    public static Rejections ofLabels() {
        return new Rejections("labels");
    }

    /** Of tasks that were to go out, none so far. */
    public static Rejections ofTasks() {
        return new Rejections("tasks");
    }

    /** Those of labels that {@link #toJson} has written; none if the node is missing. */
    public static Rejections labels(JsonNode written) {
        Rejections rejections = ofLabels();
        rejections.number = written.path(rejections.unit).asLong();
        written.path(PROBLEMS).forEach(rejections.told::add);
        return rejections;
    }

    /** Adds a label. */
    public void add(LabelProblem problem) {
        add(1, problem.place().map(Place::task), problem.sentence());
    }

    /**
     * Adds some that have a reason in common.
     *
     * @param task the one it is about; empty if it is about more, or not known
     */
    public void add(long more, Optional<String> task, String reason) {
        number += more;
        if (told.size() < MOST_TOLD) {
            ObjectNode one = told.addObject();
            task.ifPresent(id -> one.put("task", id));
            one.put("reason", reason.length() > MOST_CHARS ? reason.substring(0, MOST_CHARS) : reason);
        }
    }

    /** How many. */
    public long count() {
        return number;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return number == 0;
    }

    /** How many, and the first reasons, as a notice has them. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put(unit, number);
        json.set(PROBLEMS, told.deepCopy());
        return json;
    }
}
