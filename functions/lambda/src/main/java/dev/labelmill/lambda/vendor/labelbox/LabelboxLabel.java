package dev.labelmill.lambda.vendor.labelbox;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.payload.Withdrawal;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.FetchForm;
import dev.labelmill.lambda.vendor.Revision;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.VendorApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A label as Labelbox's API gives it (labelbox-python, schema/label.py): one person's whole answer to one data row, whose
 * global key is ours. A label that does not exist any more takes back the one of its id.
 */
public final class LabelboxLabel implements FetchForm {

    private static final String QUERY = """
            query LabelmillLabel($id: ID!) {
              label(where: {id: $id}) {
                id label secondsToLabel createdAt updatedAt createdBy { id } dataRow { globalKey }
              }
            }""";

    @Override
    public ParsedPayload fetch(VendorApi api, ApiAccess access, Errand errand) throws UnusableContent {
        if (!errand.kind().equals(LabelboxPayload.LABEL)) {
            throw new UnusableContent(422, "the errand is none of Labelbox's");
        }
        GraphQl.Answer answer = new GraphQl(api, access)
                .send(GraphQl.STABLE, QUERY, Json.object().put("id", errand.id()));
        return switch (answer.outcome()) {
            case DONE -> {
                Optional<Field> label = answer.data().optional("label");
                yield label.isPresent() ? labels(label.get(), errand) : gone(errand);
            }
            case NOT_FOUND -> gone(errand);
            case CONFLICT, UNFIT ->
                throw new UnusableContent(422, "Labelbox finds the id of the label that its webhook named unfit");
        };
    }

    private static ParsedPayload gone(Errand errand) {
        return new ParsedPayload(
                List.of(), List.of(), List.of(new Withdrawal(errand.id(), errand.delivery())), List.of());
    }

    private static ParsedPayload labels(Field label, Errand errand) throws UnusableContent {
        if (!label.member("id").id().equals(errand.id())) {
            throw label.member("id").fault("is not the id of the label that was asked for");
        }
        return ParsedPayload.each(List.of(label), one -> List.of(read(one, errand)));
    }

    private static IncomingLabel read(Field label, Errand errand) throws UnusableContent {
        TaskKey key = TaskKey.read(label.member("dataRow").member("globalKey"));
        Optional<Field> updated = label.optional("updatedAt");
        Optional<Field> seconds = label.optional("secondsToLabel");
        return new IncomingLabel(
                key.batch(),
                key.task(),
                key.dispatch(),
                label.member("createdBy").member("id").id(),
                LabelboxAnswer.read(answer(label.member("label"))),
                Revision.of(updated.isPresent() ? updated.get() : label.member("createdAt")),
                seconds.isPresent() ? seconds.get().milliseconds() : null,
                errand.delivery(),
                errand.id());
    }

    /** The answer is JSON in a string. */
    private static Field answer(Field label) throws UnusableContent {
        if (label.node().isObject()) {
            return label;
        }
        try {
            return new Field(
                    label.path(),
                    StrictJson.readVendors(label.text().getBytes(StandardCharsets.UTF_8))
                            .node());
        } catch (UnusableContent none) {
            throw label.fault("holds no answer: it is no JSON object");
        }
    }
}
