package dev.labelmill.lambda.vendor.labelbox;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.List;
import java.util.Optional;

/**
 * Labelbox's webhooks (docs.labelbox.com, Webhooks). What happened stands in a header that is not signed, so that it is not
 * asked: the label that the body names first is fetched, and is there, changed or gone. The project goes along: a key that cannot
 * see it cannot tell that a label is gone.
 */
public final class LabelboxPayload implements PayloadParser {

    /** The errands' kind. */
    public static final String LABEL = "label";

    @Override
    public ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent {
        Field project = body.member("project").member("id");
        Optional<Field> id = body.optional("id");
        if (id.isEmpty()) {
            throw body.fault(
                    "has no id: it names no label, so that there is nothing to fetch; have the webhook send events"
                            + " of labels alone");
        }
        String label = id.get().id();
        return new ParsedPayload(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Errand(
                        LABEL,
                        new LabelName(project(project), label).text(),
                        accepted.name().orElse("labelbox-" + label))));
    }

    private static String project(Field id) throws UnusableContent {
        String project = id.id();
        if (project.indexOf(LabelName.BETWEEN) >= 0) {
            throw id.fault("is no project's id");
        }
        return project;
    }
}
