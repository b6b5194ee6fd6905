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
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A label as Labelbox's API gives it (labelbox-python, schema/label.py): one person's whole answer to one data row, whose
 * global key is ours. What is asked for is always how it stands now, so that no withdrawal is early. A label that does not exist any more in a project that is there takes back the one of its id.
 */
public final class LabelboxLabel implements FetchForm {

    private static final String QUERY = """
            query LabelmillLabel($id: ID!) {
              label(where: {id: $id}) {
                id label secondsToLabel createdAt updatedAt createdBy { id } dataRow { globalKey }
              }
            }""";

    private static final String PROJECT = """
            query LabelmillProject($id: ID!) { project(where: {id: $id}) { id } }""";

    @Override
    public ParsedPayload fetch(VendorApi api, ApiAccess access, Errand errand) throws UnusableContent {
        LabelName name = LabelName.of(errand);
        GraphQl labelbox = new GraphQl(api, access);
        GraphQl.Answer answer =
                labelbox.send(GraphQl.STABLE, QUERY, Json.object().put("id", name.label()));
        return switch (answer.outcome()) {
            case DONE -> {
                Optional<Field> label = answer.data().optional("label");
                yield label.isPresent() ? labels(label.get(), name, errand) : gone(labelbox, name, errand);
            }
            case NOT_FOUND -> gone(labelbox, name, errand);
            case CONFLICT, UNFIT ->
                throw new UnusableContent(422, "Labelbox finds the id of the label that its webhook named unfit");
        };
    }

    @Override
    public int looks() {
        return 3;
    }

    /** A key of another workspace finds no label either: only one that can see the label's project tells that it is gone. */
    private static ParsedPayload gone(GraphQl labelbox, LabelName name, Errand errand) throws UnusableContent {
        GraphQl.Answer answer =
                labelbox.send(GraphQl.STABLE, PROJECT, Json.object().put("id", name.project()));
        boolean visible = answer.outcome() == GraphQl.Outcome.DONE
                && answer.data().node().at("/project/id").asText().equals(name.project());
        if (!visible) {
            throw new VendorUnavailable(
                    "Labelbox shows neither the label nor the project that its webhook named: the key that stands beside its"
                            + " url in the secrets must be one of the project's workspace",
                    Optional.empty());
        }
        return new ParsedPayload(
                List.of(), List.of(), List.of(new Withdrawal(name.label(), errand.delivery(), false)), List.of());
    }

    private static ParsedPayload labels(Field label, LabelName name, Errand errand) throws UnusableContent {
        if (!label.member("id").id().equals(name.label())) {
            throw label.member("id").fault("is not the id of the label that was asked for");
        }
        return ParsedPayload.each(List.of(label), one -> List.of(read(one, name, errand)));
    }

    private static IncomingLabel read(Field label, LabelName name, Errand errand) throws UnusableContent {
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
                name.label());
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
