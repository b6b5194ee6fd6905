package dev.labelmill.lambda.labeltype;

import static dev.labelmill.lambda.stage.WholeBatch.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.stage.WholeBatch;
import org.junit.jupiter.api.Test;

class BoxesBatchTest {

    private static final String TYPE = "{\"kind\":\"boxes\",\"classes\":[\"dog\",\"bone\"]}";
    private static final String LINE = "{\"id\":\"i\",\"source-ref\":\"s3://b/a.png\","
            + "\"image_size\":[{\"width\":500,\"height\":400,\"depth\":3}],"
            + "\"found\":[{\"label\":\"dog\",\"left\":100,\"top\":40,\"width\":50,\"height\":20}]}";
    private static final String EMPTY = "{\"id\":\"nothing\",\"source-ref\":\"s3://b/b.png\"}";

    private static String dog(int left) {
        return "{\"label\":\"dog\",\"left\":" + left + ",\"top\":134,\"width\":61,\"height\":128}";
    }

    @Test
    void boxes_go_from_the_upload_to_ground_truths_object_detection() {
        String bone = "{\"label\":\"bone\",\"left\":161.5,\"top\":250,\"width\":30,\"height\":30}";
        WholeBatch batch = new WholeBatch(TYPE, "", "", LINE, EMPTY)
                .run((annotator, item) -> item.equals("nothing")
                        ? "[]"
                        : "[" + bone + "," + dog(annotator.equals("w0") ? 110 : 112) + "]");

        JsonNode line = batch.result("i");
        assertThat(line.get("label").toString())
                .isEqualTo("{\"image_size\":[{\"width\":500,\"height\":400,\"depth\":3}],\"annotations\":["
                        + "{\"class_id\":0,\"left\":111,\"top\":134,\"width\":61,\"height\":128},"
                        + "{\"class_id\":1,\"left\":161.5,\"top\":250,\"width\":30,\"height\":30}]}");
        JsonNode metadata = metadata(line);
        assertThat(metadata.get("objects").toString()).isEqualTo("[{\"confidence\":1},{\"confidence\":1}]");
        assertThat(metadata.get("class-map").toString()).isEqualTo("{\"0\":\"dog\",\"1\":\"bone\"}");
        assertThat(metadata.get("type").textValue()).isEqualTo("groundtruth/object-detection");
        assertThat(metadata.get("human-annotated").textValue()).isEqualTo("yes");
        assertThat(batch.result("nothing").get("label").toString()).isEqualTo("{\"image_size\":[],\"annotations\":[]}");
        assertThat(batch.report().get("meanPairwiseAgreement").doubleValue()).isBetween(0.95, 1.0);
    }

    @Test
    void an_auditor_confirms_boxes_that_overlap_enough_and_not_one_too_few() {
        String audit = "\"audit\":{\"autoAccepted\":0,\"human\":2,\"confidence\":0.9},";
        WholeBatch batch = new WholeBatch(TYPE, audit, "", LINE, EMPTY)
                .run((annotator, item) -> annotator.startsWith("w") || item.equals("i") ? "[" + dog(100) + "]" : "[]");

        assertThat(batch.report().at("/certificate/strata/0/errors").intValue()).isEqualTo(1);
        assertThat(batch.report().get("auditTolerance").doubleValue()).isEqualTo(0.25);
        assertThat(metadata(batch.result("nothing")).at("/labelmill/by").textValue())
                .isEqualTo("audit");
    }

    @Test
    void label_studio_speaks_percent_both_ways() {
        String result = "[{\"type\":\"rectanglelabels\",\"original_width\":500,\"original_height\":400,\"value\":"
                + "{\"rotation\":0,\"x\":20,\"y\":10,\"width\":10,\"height\":5,\"rectanglelabels\":[\"dog\"]}},"
                + "{\"type\":\"choices\",\"value\":{\"choices\":[\"blurred\"]}}]";
        WholeBatch batch = new WholeBatch(
                        TYPE,
                        "\"prelabel\":{\"labeler\":\"imported\",\"field\":\"found\"},",
                        "\"format\":\"label-studio\",\"seesPrelabel\":true,",
                        LINE)
                .run((annotator, item) -> result);

        JsonNode region = batch.outbox("crowd").get(0).at("/predictions/0/result/0");
        assertThat(region.get("original_width").intValue()).isEqualTo(500);
        assertThat(region.at("/value/x").intValue()).isEqualTo(20);
        assertThat(region.at("/value/height").intValue()).isEqualTo(5);
        assertThat(region.at("/value/rectanglelabels/0").textValue()).isEqualTo("dog");
        assertThat(batch.result("i").at("/label/annotations/0").toString())
                .isEqualTo("{\"class_id\":0,\"left\":100,\"top\":40,\"width\":50,\"height\":20}");
    }

    @Test
    void boxes_without_a_known_class_or_a_number_are_rejected_with_the_place() {
        WholeBatch batch = new WholeBatch(TYPE, "", "", LINE).dispatched();
        JsonNode line = batch.outbox("crowd").get(0);

        batch.send("crowd", line, "w0", "[" + dog(1) + "," + dog(2).replace("dog", "cat") + "]");
        batch.send("crowd", line, "w0", "[" + dog(1).replace("61", "\"61\"") + "]");
        batch.send("crowd", line, "w0", "{\"boxes\":[]}");

        assertThat(batch.rejections("webhook/crowd"))
                .extracting(rejection -> rejection.reason())
                .containsExactlyInAnyOrder(
                        "value[1].label is not one of the batch's classes",
                        "value[0].width must be a number",
                        "value must be a list for labels of type boxes");
    }
}
