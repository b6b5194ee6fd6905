package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.Withdrawal;
import java.util.List;

/** Deliveries of one label each, as events of a script. */
final class Deliveries {

    private Deliveries() {}

    /** An annotator of the crowd answers. */
    static ObjectNode delivery(String annotator, String choice, long revision, String dispatch) {
        return Json.object()
                .put("vendor", "crowd")
                .put("annotator", annotator)
                .put("choice", choice)
                .put("revision", revision)
                .put("dispatch", dispatch);
    }

    /** An expert answers. */
    static ObjectNode byExpert(String annotator, String choice, long revision, String dispatch) {
        return delivery(annotator, choice, revision, dispatch).put("vendor", "experts");
    }

    /** An expert answers, whose vendor does not say by which dispatch: the last one is meant. */
    static ObjectNode byExpert(String annotator, String choice, long revision) {
        ObjectNode delivery = byExpert(annotator, choice, revision, "");
        delivery.remove("dispatch");
        return delivery;
    }

    /** An annotator of the crowd takes an answer back. */
    static ObjectNode deletion(String annotator, long revision, String dispatch) {
        ObjectNode delivery = delivery(annotator, "", revision, dispatch);
        delivery.remove("choice");
        return delivery;
    }

    /** The vendor takes a label back by its own id of it. */
    static ObjectNode withdrawal(String vendorLabel) {
        return Json.object().put("vendor", "crowd").put("withdraws", vendorLabel);
    }

    /** What a vendor's payload would come to. */
    static ParsedPayload parsed(JsonNode event) {
        if (event.has("withdraws")) {
            String id = event.path("withdraws").asText();
            return new ParsedPayload(List.of(), List.of(), List.of(new Withdrawal(id, "m-" + id)), List.of());
        }
        String annotator = event.path("annotator").asText();
        long revision = event.path("revision").asLong();
        return new ParsedPayload(
                List.of(new IncomingLabel(
                        "b",
                        "i",
                        event.path("dispatch").asText(null),
                        annotator,
                        event.has("choice")
                                ? new LabelChange.Chosen(event.path("choice").asText())
                                : new LabelChange.Deleted(),
                        revision,
                        900L,
                        "m-" + annotator + revision,
                        event.path("vendorLabel").asText(null))),
                List.of());
    }
}
