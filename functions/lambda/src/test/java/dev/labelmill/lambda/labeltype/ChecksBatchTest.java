package dev.labelmill.lambda.labeltype;

import static dev.labelmill.lambda.stage.WholeBatch.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.lambda.stage.WholeBatch;
import dev.labelmill.lambda.store.Keys;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChecksBatchTest {

    private static final String BOXES = "{\"kind\":\"boxes\",\"classes\":[\"car\",\"wheel\"]}";
    private static final String CHECKS = "\"checks\":[{\"name\":\"on-wheels\",\"kind\":\"required-with\","
            + "\"class\":\"car\",\"companion\":\"wheel\"},{\"name\":\"tiny\",\"kind\":\"box-size\",\"min\":5}],";
    private static final String REFUSE = "\"violations\":\"refuse\",";
    private static final String WEATHER = "{\"kind\":\"several-choices\",\"classes\":[\"sun\",\"rain\",\"fog\"]}";

    private static final String CAR = "{\"label\":\"car\",\"left\":10,\"top\":10,\"width\":60,\"height\":40}";
    private static final String WHEEL = "{\"label\":\"wheel\",\"left\":15,\"top\":40,\"width\":10,\"height\":10}";
    private static final String GOOD = "[" + CAR + "," + WHEEL + "]";
    private static final String NO_WHEEL = "[" + CAR + "]";
    private static final String OUTSIDE = "[" + CAR.replace("60", "95") + "," + WHEEL + "]";

    private static String image(String id) {
        return "{\"id\":\"" + id + "\",\"source-ref\":\"s3://b/" + id
                + ".png\",\"image_size\":{\"width\":100,\"height\":80}}";
    }

    private static String said(String item) {
        return item.startsWith("bare") ? NO_WHEEL : item.startsWith("outside") ? OUTSIDE : GOOD;
    }

    @Test
    void what_breaks_a_check_goes_aside_and_counts_as_a_known_error_whoever_confirms_it() {
        String audit = "\"audit\":{\"autoAccepted\":0,\"human\":100,\"confidence\":0.9},";
        WholeBatch batch = new WholeBatch(
                        BOXES, CHECKS + audit, "", image("good1"), image("good2"), image("bare"), image("outside"))
                .run((annotator, item) -> said(item));

        assertThat(batch.results()).hasSize(4);
        assertThat(metadata(batch.result("good1")).at("/labelmill").has("violations"))
                .isFalse();
        assertThat(metadata(batch.result("bare")).at("/labelmill/violations").toString())
                .isEqualTo("[{\"check\":\"on-wheels\",\"sentence\":\"\\\"car\\\" needs \\\"wheel\\\" with it\"}]");
        assertThat(metadata(batch.result("outside"))
                        .at("/labelmill/violations/0/check")
                        .textValue())
                .isEqualTo("box-outside-image");
        assertThat(batch.stage.text("results/b/aside.jsonl").lines().map(WholeBatch::json))
                .containsExactly(batch.result("bare"), batch.result("outside"));

        JsonNode report = batch.report();
        assertThat(report.get("violations").toString())
                .isEqualTo("{\"handling\":\"aside\",\"items\":2,\"byCheck\":[{\"check\":\"on-wheels\",\"items\":1},"
                        + "{\"check\":\"tiny\",\"items\":0},{\"check\":\"box-outside-image\",\"items\":1}]}");
        assertThat(report.at("/certificate/strata/0/knownErrors").intValue()).isEqualTo(2);
        assertThat(report.at("/certificate/strata/0/audited").intValue()).isEqualTo(2);
        assertThat(report.at("/certificate/strata/0/errors").intValue()).isZero();
        assertThat(report.at("/certificate/errorBound").doubleValue()).isEqualTo(0.5);
        assertThat(batch.page()).contains("Labels that break a check").contains("2 labels break a check");
    }

    @Test
    void a_bound_holds_the_known_errors_and_what_the_audit_may_have_missed() {
        String[] lines = IntStream.range(0, 24)
                .mapToObj(i -> image((i < 3 ? "bare" : "good") + i))
                .toArray(String[]::new);
        String audit = "\"audit\":{\"autoAccepted\":0,\"human\":12,\"confidence\":0.9},";
        JsonNode certificate = new WholeBatch(BOXES, CHECKS + audit, "", lines)
                .run((annotator, item) -> said(item))
                .report()
                .get("certificate");

        int audited = certificate.at("/strata/0/audited").intValue();
        assertThat(audited).isBetween(4, 20);
        Stratum expected = new Stratum("people", 24, audited, 0, 3);
        assertThat(certificate.get("errorBound").doubleValue())
                .isCloseTo(Certificate.of(List.of(expected), 0.9).errorBound(), within(1e-12))
                .isGreaterThan(3 / 24.0);
    }

    @Test
    void where_violations_are_refused_the_webhook_answers_which_check_is_broken_and_nothing_is_kept() {
        WholeBatch batch = new WholeBatch(BOXES, CHECKS + REFUSE, "", image("i")).dispatched();
        JsonNode line = batch.outbox("crowd").get(0);

        assertThat(batch.send("crowd", line, "w0", NO_WHEEL).get("statusCode").intValue())
                .isEqualTo(422);
        assertThat(batch.send("crowd", line, "w0", OUTSIDE).get("statusCode").intValue())
                .isEqualTo(422);
        assertThat(batch.stage.labels().of("b", "i")).isEmpty();
        assertThat(batch.rejections("webhook/crowd"))
                .extracting(rejection -> rejection.reason())
                .containsExactlyInAnyOrder(
                        "the label breaks check \"on-wheels\": \"car\" needs \"wheel\" with it",
                        "the label breaks check \"box-outside-image\": boxes[0] reaches over its image of 100 x 80 pixels");
        assertThat(batch.send("crowd", line, "w0", GOOD).get("statusCode").intValue())
                .isEqualTo(200);
        assertThat(batch.stage.labels().of("b", "i")).hasSize(1);
    }

    @Test
    void without_a_word_on_violations_the_webhook_takes_what_it_took_before() {
        WholeBatch batch = new WholeBatch(BOXES, CHECKS, "", image("i")).dispatched();
        JsonNode line = batch.outbox("crowd").get(0);

        assertThat(batch.send("crowd", line, "w0", OUTSIDE).get("statusCode").intValue())
                .isEqualTo(200);
    }

    @Test
    void a_span_outside_its_text_is_refused_by_the_items_own_line() {
        WholeBatch batch = new WholeBatch(
                        "{\"kind\":\"spans\",\"classes\":[\"Person\"]}",
                        REFUSE + "\"checks\":[{\"name\":\"short\",\"kind\":\"span-length\",\"max\":4}],",
                        "",
                        "{\"id\":\"i\",\"source\":\"\ud83d\ude00 Ada\"}")
                .dispatched();
        JsonNode line = batch.outbox("crowd").get(0);

        String ada = "[{\"label\":\"Person\",\"start\":2,\"end\":5}]";
        assertThat(batch.send("crowd", line, "w0", ada.replace("5", "6"))
                        .get("statusCode")
                        .intValue())
                .isEqualTo(422);
        assertThat(batch.send("crowd", line, "w0", ada.replace("2", "0"))
                        .get("statusCode")
                        .intValue())
                .isEqualTo(422);
        assertThat(batch.rejections("webhook/crowd"))
                .extracting(rejection -> rejection.reason())
                .containsExactlyInAnyOrder(
                        "the label breaks check \"span-outside-text\": spans[0] reaches over its text of 5 characters",
                        "the label breaks check \"short\": spans[0] has 5 characters, and must have 0 to 4");
        assertThat(batch.send("crowd", line, "w0", ada).get("statusCode").intValue())
                .isEqualTo(200);
    }

    @Test
    void choices_that_exclude_each_other_are_told_by_the_totals_before_the_batch_is_over() {
        String checks = "\"checks\":[{\"name\":\"dry-or-wet\",\"kind\":\"forbidden-together\",\"class\":\"sun\","
                + "\"other\":\"rain\"}],";
        WholeBatch batch = new WholeBatch(
                        WEATHER, checks, "", "{\"id\":\"dry\",\"source\":\"a\"}", "{\"id\":\"both\",\"source\":\"b\"}")
                .run((annotator, item) -> item.equals("dry") ? "[\"sun\"]" : "[\"sun\",\"rain\"]");

        assertThat(batch.stage.tallies().total(Keys.batchTally("b")).get("violations.human"))
                .isEqualTo(1);
        assertThat(batch.report().at("/violations/byCheck/0/items").intValue()).isEqualTo(1);
        assertThat(metadata(batch.result("both"))
                        .at("/labelmill/violations/0/sentence")
                        .textValue())
                .isEqualTo("\"sun\" and \"rain\" exclude each other");
    }

    @Test
    void where_nothing_breaks_a_check_nothing_is_set_aside() {
        WholeBatch batch = new WholeBatch(BOXES, CHECKS + REFUSE, "", image("good")).run((annotator, item) -> GOOD);

        assertThat(batch.report().at("/violations/handling").textValue()).isEqualTo("refuse");
        assertThat(batch.report().at("/violations/items").intValue()).isZero();
        assertThat(batch.stage.bucket().head("results/b/aside.jsonl")).isEmpty();
    }
}
