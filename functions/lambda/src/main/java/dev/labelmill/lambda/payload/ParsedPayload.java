package dev.labelmill.lambda.payload;

import java.util.ArrayList;
import java.util.List;

/**
 * What a payload says: each of its labels is either usable or a problem. All lists are empty for an event that is
 * none of Labelmill's business.
 *
 * @param withdrawals labels taken back by the vendor's own ids of them
 * @param errands     what is to be fetched from the vendor before its labels are known
 */
public record ParsedPayload(
        List<IncomingLabel> labels, List<LabelProblem> problems, List<Withdrawal> withdrawals, List<Errand> errands) {
    /** Most labels of one delivery; more would not be stored within a sender's patience. */
    public static final int MAX_LABELS = 1000;

    /** Copies the lists. */
    public ParsedPayload {
        labels = List.copyOf(labels);
        problems = List.copyOf(problems);
        withdrawals = List.copyOf(withdrawals);
        errands = List.copyOf(errands);
    }

    /** Labels and problems alone. */
    public ParsedPayload(List<IncomingLabel> labels, List<LabelProblem> problems) {
        this(labels, problems, List.of(), List.of());
    }

    /** Whether there is nothing in it to do. */
    public boolean isEmpty() {
        return labels.isEmpty() && problems.isEmpty() && withdrawals.isEmpty() && errands.isEmpty();
    }

    /** An event that is none of our business. */
    public static ParsedPayload ignored() {
        return new ParsedPayload(List.of(), List.of());
    }

    /** Reads the labels one by one, so that a bad one spoils none of the others. */
    public static ParsedPayload each(List<Field> fields, LabelReader reader) throws UnusableContent {
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
    public interface LabelReader {
        List<IncomingLabel> read(Field field) throws UnusableContent;
    }
}
