package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import java.util.List;

/**
 * One record of a returned file: a line, a task, an image.
 *
 * @param place   where in the file it stands, such as {@code line 7}
 * @param content its labels and faults
 */
public record ReturnedRecord(String place, ParsedPayload content) {

    /** A record of labels alone; of none, where it has nothing to say. */
    public static ReturnedRecord of(String place, List<IncomingLabel> labels) {
        return new ReturnedRecord(place, new ParsedPayload(labels, List.of()));
    }

    /** A record that cannot be used. */
    public static ReturnedRecord unusable(String place, String sentence, String excerpt) {
        return new ReturnedRecord(place, new ParsedPayload(List.of(), List.of(new LabelProblem(0, sentence, excerpt))));
    }
}
