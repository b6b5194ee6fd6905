package dev.labelmill.lambda.labeltype;

import static dev.labelmill.lambda.stage.WholeBatch.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.stage.WholeBatch;
import org.junit.jupiter.api.Test;

class SpansBatchTest {

    private static final String TYPE = "{\"kind\":\"spans\",\"classes\":[\"Person\",\"Place\"]}";
    private static final String LINE =
            "{\"id\":\"i\",\"source\":\"Ada saw Paris\"," + "\"found\":[{\"label\":\"Place\",\"start\":8,\"end\":13}]}";
    private static final String ADA = "{\"label\":\"Person\",\"start\":0,\"end\":3}";
    private static final String PARIS = "{\"label\":\"Place\",\"start\":8,\"end\":13}";

    @Test
    void spans_go_from_the_upload_to_ground_truths_named_entities() {
        WholeBatch batch = new WholeBatch(TYPE, "", "", LINE)
                .run((annotator, item) -> annotator.equals("w1") ? "[" + PARIS + "]" : "[" + ADA + "," + PARIS + "]");

        JsonNode line = batch.result("i");
        assertThat(line.get("label").toString())
                .isEqualTo("{\"annotations\":{\"labels\":[{\"label\":\"Person\",\"shortDisplayName\":\"Person\"},"
                        + "{\"label\":\"Place\",\"shortDisplayName\":\"Place\"}],\"entities\":["
                        + "{\"label\":\"Person\",\"startOffset\":0,\"endOffset\":3},"
                        + "{\"label\":\"Place\",\"startOffset\":8,\"endOffset\":13}]}}");
        JsonNode metadata = metadata(line);
        assertThat(metadata.get("entities").toString()).isEqualTo("[{\"confidence\":1},{\"confidence\":1}]");
        assertThat(metadata.get("type").textValue()).isEqualTo("groundtruth/text-span");
        assertThat(metadata.at("/labelmill/by").textValue()).isEqualTo("expert");
        assertThat(metadata.at("/labelmill/labels").intValue()).isEqualTo(4);
    }

    @Test
    void the_audits_own_tolerance_takes_the_place_of_the_types() {
        String strict = "\"audit\":{\"autoAccepted\":0,\"human\":1,\"confidence\":0.9,\"tolerance\":0},";
        String lax = strict.replace("\"tolerance\":0", "\"tolerance\":0.6");
        WholeBatch.Answers answers =
                (annotator, item) -> annotator.startsWith("w") ? "[" + ADA + "]" : "[" + ADA + "," + PARIS + "]";

        assertThat(new WholeBatch(TYPE, strict, "", LINE)
                        .run(answers)
                        .report()
                        .at("/certificate/strata/0/errors")
                        .intValue())
                .isEqualTo(1);
        assertThat(new WholeBatch(TYPE, lax, "", LINE)
                        .run(answers)
                        .report()
                        .at("/certificate/strata/0/errors")
                        .intValue())
                .isZero();
    }

    @Test
    void label_studios_labels_are_spans_in_code_points() {
        String result =
                "[{\"type\":\"labels\",\"value\":{\"start\":8,\"end\":13,\"text\":\"Paris\",\"labels\":[\"Place\"]}}]";
        WholeBatch batch = new WholeBatch(
                        TYPE,
                        "\"prelabel\":{\"labeler\":\"imported\",\"field\":\"found\"},",
                        "\"format\":\"label-studio\",\"seesPrelabel\":true,",
                        LINE)
                .run((annotator, item) -> result);

        JsonNode region = batch.outbox("crowd").get(0).at("/predictions/0/result/0");
        assertThat(region.get("type").textValue()).isEqualTo("labels");
        assertThat(region.at("/value/end").intValue()).isEqualTo(13);
        assertThat(batch.result("i").at("/label/annotations/entities/0").toString())
                .isEqualTo("{\"label\":\"Place\",\"startOffset\":8,\"endOffset\":13}");
        assertThat(metadata(batch.result("i")).at("/labelmill/by").textValue()).isEqualTo("crowd");
    }
}
