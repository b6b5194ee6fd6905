package dev.labelmill.local.stack;

import static dev.labelmill.local.stack.VendorFixtures.choices;
import static dev.labelmill.local.stack.VendorFixtures.type;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.stack.Passage.Consolidated;
import dev.labelmill.local.stack.Passage.HumanLoop;
import dev.labelmill.local.stack.Passage.Invoked;
import dev.labelmill.local.stack.Passage.Returned;
import dev.labelmill.local.stack.Passage.WorkerResponse;
import dev.labelmill.local.stack.VendorHouse.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What SageMaker Ground Truth calls functions with, the files that its labeling jobs leave, and the end of a human loop of A2I. */
final class GroundTruthFixtures {

    private static final String VENDOR = "ground-truth";
    private static final String DOCS = "s3://AWSDOC-EXAMPLE-BUCKET/";
    private static final String BIRDS = "s3://birdstop-ic-us-west-2/birds-open-images-subset/all_data/";

    /** Most items have the address that the document names, so that it is taken as it is. */
    static final List<VendorBatch> BATCHES = List.of(
            VendorBatch.of(
                    "gt-choices",
                    VENDOR,
                    choices("football", "dog", "positive", "Canary", "Falcon", "yes", "no"),
                    List.of(
                            VendorBatch.image("sport", DOCS + "image_example.png"),
                            VendorBatch.image("species", DOCS + "example_image.jpg"),
                            VendorBatch.item("mood", "The food was delicious"),
                            VendorBatch.image("canary", BIRDS + "0273f487d52c16d2.jpg"),
                            VendorBatch.image("falcon", BIRDS + "02c4928fc4620c87.jpg"),
                            VendorBatch.image("answered", BIRDS + "answered.jpg"),
                            VendorBatch.image("looped", BIRDS + "looped.jpg"))),
            VendorBatch.of(
                    "gt-sets",
                    VENDOR,
                    type("several-choices", "person", "bicycle", "clothing", "sad", "approving", "critical"),
                    List.of(
                            VendorBatch.image("image", DOCS + "example_image.jpg"),
                            VendorBatch.image("AWSDOC-EXAMPLE-BUCKET/text_file.txt", DOCS + "text_file.txt"))),
            VendorBatch.of(
                    "gt-boxes",
                    VENDOR,
                    type("boxes", "dog", "bone"),
                    List.of(
                            VendorBatch.image("found", DOCS + "example_image.png"),
                            VendorBatch.image("S3 bucket location", DOCS + "adjusted.png"),
                            VendorBatch.image("verified", DOCS + "image_example.png"))),
            VendorBatch.of("gt-spans", VENDOR, type("spans", "Date", "Verb", "Thing", "People"), "entities"));

    private static final String NO_ITEM =
            "line 1: the body has neither labelmill-task nor source-ref, which tell its item";
    private static final String NOBODY = "\"None of the workers' answers can be used.\"";

    private final Map<String, List<Passage>> expected = new HashMap<>();

    private GroundTruthFixtures() {
        functions();
        choicesAndSets();
        boxesAndSpans();
        notTaken();
        birds();
        humanLoop();
    }

    static Map<String, List<Passage>> expected() {
        return new GroundTruthFixtures().expected;
    }

    private void expect(String file, Passage... passages) {
        expected.put(VENDOR + "/" + file, List.of(passages));
    }

    private void functions() {
        String request = VENDOR + "/lambda-pre-annotation-request.json";
        String response = VENDOR + "/lambda-pre-annotation-response.json";
        expect("lambda-pre-annotation-request.json", new Invoked("pretask", request, response));
        expect("lambda-pre-annotation-response.json", new Invoked("pretask", request, response));
        consolidate("lambda-bounding-box-payload-19.json", List.of("Bird"), """
                {"image_size":[{"width":3745,"height":2497,"depth":3}],"annotations":[\
                {"class_id":0,"left":583,"top":302,"width":1375,"height":2052}]}""");
        consolidate("lambda-named-entity-recognition-payload-17.json", List.of("verb", "number", "object"), """
                {"annotations":{"labels":[{"label":"verb","shortDisplayName":"verb"},\
                {"label":"number","shortDisplayName":"number"},{"label":"object","shortDisplayName":"object"}],"entities":[\
                {"label":"verb","startOffset":0,"endOffset":4},{"label":"number","startOffset":5,"endOffset":6},\
                {"label":"object","startOffset":15,"endOffset":20},{"label":"object","startOffset":30,"endOffset":34}]}}""");
        consolidate("lambda-semantic-segmentation-payload-18.json", List.of("Bird"), NOBODY);
        // Its own categories are none of any answer's.
        String event = "lambda-post-annotation-lambda-16.json";
        String payload = VENDOR + "/lambda-bounding-box-payload-19.json";
        List<String> own = List.of("Ex Category1", "Ex Category2", "Ex Category3");
        expect(event, new Consolidated(VENDOR + "/" + event, payload, own, NOBODY));
    }

    private void consolidate(String payload, List<String> categories, String label) {
        String event = VENDOR + "/lambda-post-annotation-lambda-16.json";
        expect(payload, new Consolidated(event, VENDOR + "/" + payload, categories, label));
    }

    private void choicesAndSets() {
        taken("output-minimal-classification-01.json", "gt-choices", "sport", "\"football\"");
        taken("output-classification-job-output-02.json", "gt-choices", "species", "\"dog\"");
        adopted("output-classification-job-output-03.json", "gt-choices", "mood", "\"positive\"");
        taken(
                "output-multi-label-classification-job-output-04.json",
                "gt-sets",
                "image",
                "[\"person\",\"bicycle\",\"clothing\"]");
        taken(
                "output-multi-label-classification-job-output-05.json",
                "gt-sets",
                "AWSDOC-EXAMPLE-BUCKET/text_file.txt",
                "[\"sad\",\"approving\",\"critical\"]");
    }

    private void boxesAndSpans() {
        String boxes = "[{\"label\":\"dog\",\"left\":111,\"top\":134,\"width\":61,\"height\":128},"
                + "{\"label\":\"bone\",\"left\":161,\"top\":250,\"width\":30,\"height\":30},"
                + "{\"label\":\"bone\",\"left\":20,\"top\":20,\"width\":30,\"height\":30}]";
        taken("output-bounding-box-job-output-06.json", "gt-boxes", "found", boxes);
        // What a later job has adjusted stands, and a verification says nothing of where the boxes are.
        taken(
                "output-bounding-box-job-output-07.json",
                "gt-boxes",
                "S3 bucket location",
                boxes.replace("\"left\":111,\"top\":134", "\"left\":110,\"top\":135")
                        .replace("\"left\":20,\"top\":20", "\"left\":10,\"top\":10"));
        taken("output-label-verification-job-output-09.json", "gt-boxes", "verified", boxes);
        adopted("output-named-entity-recognition-08.json", "gt-spans", "entities", """
                [{"label":"Thing","start":22,"end":53},{"label":"Thing","start":269,"end":281},\
                {"label":"Verb","start":63,"end":71},{"label":"Verb","start":228,"end":234},\
                {"label":"Date","start":75,"end":88},{"label":"People","start":108,"end":118},\
                {"label":"People","start":214,"end":224}]""");
    }

    private void notTaken() {
        String file = "line 1: the body has a label that is a file: masks, video frames and point clouds are not taken";
        refused("output-semantic-segmentation-job-output-10.json", file);
        refused("output-semantic-segmentation-job-output-11.json", file);
        refused("output-video-frame-object-detection-output-12.json", file);
        refused("output-video-frame-object-tracking-output-13.json", file);
        refused("output-3d-2d-object-tracking-point-cloud-object-tracking-output-14.json", file);
        refused("output-3d-2d-object-tracking-point-cloud-object-tracking-output-15.json", NO_ITEM);
    }

    /** Of a real job. */
    private void birds() {
        expect(
                "birds-output.manifest",
                new Returned(
                        "gt-choices",
                        "output.manifest",
                        (lines, house) -> lines,
                        Map.of(
                                "canary",
                                List.of("ground-truth: \"Canary\""),
                                "falcon",
                                List.of("ground-truth: \"Falcon\"")),
                        List.of()));
        expect(
                "birds-worker-response.json",
                new WorkerResponse(
                        "gt-choices",
                        "answered",
                        List.of(
                                "public.us-east-1.6TTSHTHGC7HLVPRNXXCSSROHF4: \"Falcon\"",
                                "public.us-east-1.DBY7YQUAIU4UZNSSCJGJXJYRSA: \"Falcon\"",
                                "public.us-east-1.PHMFOWIIICWDF3ZS5HORERJV6Y: \"Falcon\"",
                                "public.us-east-1.PVT2UWMRMJM2P4TXAMYIB6ZZJE: \"Falcon\"",
                                "public.us-east-1.SI65CQSNH3TOPRAQKMB4DCU32I: \"Falcon\"")));
    }

    private void humanLoop() {
        expected.put(
                "a2i/eventbridge-humanloop-status-change.json",
                List.of(new HumanLoop(
                        "gt-choices",
                        "looped",
                        VendorHouse.EVENTS.resolve("a2i/output.json"),
                        "the human loop humanloop-nov-14-1 wrote its output elsewhere; let the flow definition's output path be"
                                + " returns/<vendor>/ in Labelmill's bucket",
                        List.of("a12b3cdefg4h5i67: \"yes\"", "ef7294f850a3d9d1: \"no\""))));
    }

    /** As it is: its address tells the item. */
    private void taken(String file, String batch, String item, String label) {
        expect(
                file,
                new Returned(
                        batch,
                        file.replace(".json", ".manifest"),
                        (line, house) -> line(line),
                        Map.of(item, List.of(VENDOR + ": " + label)),
                        List.of()));
    }

    /** A text has no address, so that only the ids that its line began with tell the item. */
    private void adopted(String file, String batch, String item, String label) {
        expect(
                file,
                new Returned(
                        batch,
                        "published-" + file.replace(".json", ".manifest"),
                        (line, house) -> line(line),
                        Map.of(),
                        List.of(NO_ITEM)),
                new Returned(
                        batch,
                        file.replace(".json", ".manifest"),
                        (line, house) -> {
                            Given task = house.given(batch, item);
                            ObjectNode ours = ((ObjectNode) Json.parse(line))
                                    .put("labelmill-batch", task.batch())
                                    .put("labelmill-task", task.item())
                                    .put("labelmill-dispatch", task.dispatch());
                            return Json.write(ours).getBytes(UTF_8);
                        },
                        Map.of(item, List.of(VENDOR + ": " + label)),
                        List.of()));
    }

    private void refused(String file, String fault) {
        expect(
                file,
                new Returned(
                        "gt-boxes",
                        file.replace(".json", ".manifest"),
                        (line, house) -> line(line),
                        Map.of(),
                        List.of(fault)));
    }

    /** The documents show a line of a manifest over several. */
    private static byte[] line(byte[] published) {
        return Json.write(Json.parse(published)).getBytes(UTF_8);
    }
}
