package dev.labelmill.lambda.webhook;

import java.util.ArrayList;
import java.util.List;

/**
 * What a payload says: each of its labels is either usable or a problem. Both lists are empty for an event that is
 * none of Labelmill's business.
 */
public record ParsedPayload(List<IncomingLabel> labels, List<LabelProblem> problems) {
    /** Most labels of one delivery; more would not be stored within a sender's patience. */
    static final int MAX_LABELS = 1000;

    /** Copies the lists. */
    public ParsedPayload {
        labels = List.copyOf(labels);
        problems = List.copyOf(problems);
    }

    static ParsedPayload ignored() {
        return new ParsedPayload(List.of(), List.of());
    }

    /** Reads the labels one by one, so that a bad one spoils none of the others. */
    static ParsedPayload each(List<Field> fields, LabelReader reader) throws UnusableContent {
        if (fields.size() > MAX_LABELS) {
            throw new UnusableContent(422, "the delivery holds more than " + MAX_LABELS + " labels");
        }
        List<IncomingLabel> labels = new ArrayList<>();
        List<LabelProblem> problems = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            try {
                labels.addAll(reader.read(fields.get(i)));
            } catch (UnusableContent bad) {
                problems.add(new LabelProblem(
                        i, bad.getMessage(), fields.get(i).node().toString()));
            }
        }
        return new ParsedPayload(labels, problems);
    }

    /** Reads one label; none when there is nothing to store. */
    interface LabelReader {
        List<IncomingLabel> read(Field field) throws UnusableContent;
    }
}
