package dev.labelmill.lambda.vendor.toloka;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Toloka's notifications (its docs, en/api/concepts/using-webhook-subscriptions.md): lists of events that say what happened to
 * an assignment and not what was answered. Each assignment that was submitted, approved or rejected is to be fetched,
 * once a delivery however many events name it; other events are nobody's business here.
 */
public final class TolokaPayload implements PayloadParser {

    /** The errands' kind. */
    public static final String ASSIGNMENT = "assignment";

    private static final Set<String> FETCHED =
            Set.of("ASSIGNMENT_SUBMITTED", "ASSIGNMENT_APPROVED", "ASSIGNMENT_ACCEPTED", "ASSIGNMENT_REJECTED");

    @Override
    public ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent {
        List<Field> events = body.member("events").elements();
        if (events.size() > ParsedPayload.MAX_LABELS) {
            throw new UnusableContent(422, "the delivery holds more than " + ParsedPayload.MAX_LABELS + " events");
        }
        Map<String, Errand> errands = new LinkedHashMap<>();
        List<LabelProblem> problems = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Field event = events.get(i);
            try {
                if (FETCHED.contains(event.member("type").text())) {
                    String id = TolokaAssignment.id(event.member("assignment_id"));
                    errands.put(
                            id, new Errand(ASSIGNMENT, id, event.member("uuid").id()));
                }
            } catch (UnusableContent bad) {
                problems.add(new LabelProblem(i, bad.getMessage(), event.node().toString()));
            }
        }
        return new ParsedPayload(List.of(), problems, List.of(), List.copyOf(errands.values()));
    }
}
