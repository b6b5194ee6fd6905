package dev.labelmill.lambda.vendor.cvat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.Revision;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a signed webhook told of a job at the moment of its completion, which whoever has the job next may change before it is
 * fetched.
 *
 * @param job       its number
 * @param at        when it was changed last, as CVAT wrote it
 * @param annotator its assignee; empty if it had none
 */
record CompletedJob(String job, String at, Optional<String> annotator) {

    private static final Pattern ID = Pattern.compile("([0-9]{1,16})/([0-9TZ:.+-]{10,40})(?:/([0-9]{1,16}))?");

    static CompletedJob of(Field job) throws UnusableContent {
        Optional<Field> assignee = job.optional("assignee");
        Field updated = job.member("updated_date");
        Revision.of(updated);
        return new CompletedJob(
                Long.toString(job.member("id").whole()),
                updated.text(),
                assignee.isPresent()
                        ? Optional.of(Long.toString(assignee.get().member("id").whole()))
                        : Optional.empty());
    }

    /** @throws UnusableContent if the errand is for no job */
    static CompletedJob of(Errand errand) throws UnusableContent {
        Matcher id = ID.matcher(errand.id());
        if (!errand.kind().equals(CvatPayload.JOB) || !id.matches()) {
            throw new UnusableContent(422, "the errand is none of CVAT's");
        }
        return new CompletedJob(id.group(1), id.group(2), Optional.ofNullable(id.group(3)));
    }

    /** The errand's id. */
    String text() {
        return job + "/" + at + annotator.map(id -> "/" + id).orElse("");
    }

    /** The revision of the label as it was then. */
    long revision() throws UnusableContent {
        return Revision.of(new Field("job.updated_date", TextNode.valueOf(at)));
    }
}
