package dev.labelmill.local.stack;

import static dev.labelmill.local.stack.VendorFixtures.choices;
import static dev.labelmill.local.stack.VendorFixtures.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.stack.Passage.AdoptedWebhook;
import dev.labelmill.local.stack.Passage.Webhook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What vendors send to the webhook. */
final class WebhookFixtures {

    /** As Label Studio's example event of the task has it. */
    private static final String OPOSSUMS = "Opossums like to be aloft \n\n\n\n\n\nin trees.";

    static final List<VendorBatch> BATCHES = List.of(
            VendorBatch.of("scale-choices", "scale", choices("red", "blue"), "color"),
            VendorBatch.of("toloka-choices", "toloka", choices("0", "1"), "assignment"),
            VendorBatch.of(
                    "studio-spans",
                    "label-studio",
                    type("spans", "Answer"),
                    List.of(VendorBatch.item("opossums", OPOSSUMS))));

    private final Map<String, List<Passage>> expected = new HashMap<>();

    private WebhookFixtures() {
        scale();
        labelStudio();
        cvat();
        toloka();
    }

    static Map<String, List<Passage>> expected() {
        return new WebhookFixtures().expected;
    }

    private void expect(String file, Passage... passages) {
        expected.put(file, List.of(passages));
    }

    private void scale() {
        expect(
                "scale/callback-categorization.json",
                new Webhook("scale", "422 task.metadata.labelmill_batch is missing"),
                new AdoptedWebhook(
                        "scale",
                        "scale-choices",
                        "color",
                        (callback, task) -> {
                            ObjectNode metadata = (ObjectNode) callback.at("/task/metadata");
                            task.write(metadata.put("labelmill_annotator", "response-1"));
                        },
                        List.of("response-1: \"red\"")));
    }

    private void labelStudio() {
        expect(
                "label-studio/webhook-annotation-created.json",
                new Webhook("label-studio", "422 task is missing"),
                new AdoptedWebhook(
                        "label-studio",
                        "studio-spans",
                        "opossums",
                        (event, task) -> task.write(event.putObject("task").putObject("data")),
                        List.of("1: [{\"label\":\"Answer\",\"start\":0,\"end\":26}]")));
        expect("label-studio/webhook-tasks-created.json", new Webhook("label-studio", "200 stored 0"));
        expect("label-studio/webhook-tasks-deleted.json", new Webhook("label-studio", "200 stored 0"));
    }

    /** None of these tells of a job that is completed. */
    private void cvat() {
        expect("cvat/webhook-ping.json", new Webhook("cvat", "200 stored 0"));
        expect("cvat/webhook-update-task.json", new Webhook("cvat", "200 stored 0"));
        expect("cvat/webhook-completed-request.json", new Webhook("cvat", "200 stored 0"));
    }

    /** What it names is fetched from the stand-in. */
    private void toloka() {
        expect(
                "toloka/webhook-assignment-approved.json",
                new AdoptedWebhook(
                        "toloka",
                        "toloka-choices",
                        "assignment",
                        (notification, task) -> {},
                        List.of("d26d7d094e0dbb67ec46a269dc5dd15c: \"1\"")));
    }
}
