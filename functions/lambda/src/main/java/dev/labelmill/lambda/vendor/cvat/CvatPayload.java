package dev.labelmill.lambda.vendor.cvat;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.List;
import java.util.Optional;

/**
 * CVAT's webhooks (docs.cvat.ai, administration/advanced/webhooks): they tell what became of a job and not what was drawn. A job
 * whose annotation has just been completed is to be fetched; all else, the ping of a new webhook too, is nobody's business here.
 * CVAT names no delivery, so it is named by webhook, job and the time of the change, the same again when it is sent again.
 */
public final class CvatPayload implements PayloadParser {

    /** The errands' kind. */
    public static final String JOB = "job";

    @Override
    public ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent {
        if (!body.member("event").text().equals("update:job")) {
            return ParsedPayload.ignored();
        }
        Field job = body.member("job");
        if (!wasJustCompleted(job, body) || !CvatJob.isInAnnotation(job) || !CvatJob.isOnePersons(job)) {
            return ParsedPayload.ignored();
        }
        CompletedJob completed = CompletedJob.of(job);
        String delivery = "cvat-" + body.member("webhook_id").whole() + "-" + completed.job() + "-" + completed.at();
        return new ParsedPayload(List.of(), List.of(), List.of(), List.of(new Errand(JOB, completed.text(), delivery)));
    }

    /** Only what an update changed stands in {@code before_update}. */
    private static boolean wasJustCompleted(Field job, Field body) throws UnusableContent {
        Optional<Field> before = body.optional("before_update");
        Optional<Field> state = before.isPresent() ? before.get().optional("state") : Optional.empty();
        return CvatJob.isCompleted(job)
                && state.isPresent()
                && !state.get().text().equals(CvatJob.COMPLETED);
    }
}
