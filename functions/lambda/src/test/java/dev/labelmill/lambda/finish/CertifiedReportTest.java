package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.lambda.stage.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a finished batch's report says of its labels' error. */
class CertifiedReportTest {

    private static LabelledBatch mixed;

    /** The mixed batch at its end: one for all tests that only look. */
    private static synchronized LabelledBatch mixed() {
        if (mixed == null) {
            mixed = FinishedBatch.finished(FinishedBatch.mixed());
        }
        return mixed;
    }

    @Test
    void the_certificate_holds_audits_against_the_labels_before_them() {
        JsonNode certificate = mixed().report().get("certificate");

        Certificate expected =
                Certificate.of(List.of(new Stratum("auto-accepted", 15, 2, 1), new Stratum("people", 15, 2, 1)), 0.9);
        assertThat(certificate.get("errorBound").doubleValue()).isEqualTo(expected.errorBound());
        assertThat(certificate.get("confidence").doubleValue()).isEqualTo(0.9);
        assertThat(certificate.at("/strata/1/errors").intValue()).isEqualTo(1);
        assertThat(certificate.at("/strata/1/knownErrors").intValue()).isZero();
    }

    @Test
    void beside_the_certificate_stands_what_fallible_auditors_would_make_of_it() {
        LabelledBatch batch = mixed();

        JsonNode certificate = batch.report().get("certificate");
        JsonNode erring = certificate.get("ifAuditorsErr");
        assertThat(erring).hasSize(2);
        assertThat(erring.at("/0/auditorErrorAtMost").doubleValue()).isEqualTo(0.01);
        assertThat(erring.at("/1/errorAtLeast").doubleValue())
                .isBetween(0.0, erring.at("/0/errorAtLeast").doubleValue());
        assertThat(erring.at("/1/errorAtMost").doubleValue())
                .isGreaterThanOrEqualTo(certificate.get("errorEstimate").doubleValue());
        assertThat(batch.text("report.html")).contains("Should they err as well");
    }

    /** Seven columns fit no phone: there a row is a block, and each cell has its column's title before it. */
    @Test
    void on_a_phone_every_figure_of_a_stratum_has_its_title_beside_it() {
        String page = mixed().text("report.html");

        assertThat(page.split("<th scope=\"row\">people</th>", 2)[1].split("</tr>", 2)[0])
                .contains(
                        "data-title=\"Items\">15<",
                        "data-title=\"Known wrong\">0<",
                        "data-title=\"Audited\">2<",
                        "data-title=\"Not confirmed\">1<",
                        "data-title=\"Error at most\">",
                        "data-title=\"Estimate and bound\"><svg");
        assertThat(page.split("@media \\(max-width: 40rem\\)", 2)[1])
                .contains(".rows td::before { content: attr(data-title);");
    }

    /** The covers of the shades move with the table: what is left of a shade says that there is more. */
    @Test
    void a_table_that_is_wider_than_the_screen_shows_that_it_goes_on() {
        String rule = mixed().text("report.html").split("\\.scroll \\{", 2)[1].split("}", 2)[0];

        assertThat(rule).contains("overflow-x: auto", "var(--shade)", "no-repeat local");
    }

    @Test
    void without_audits_nothing_is_certified_and_both_reports_say_so() {
        LabelledBatch batch = FinishedBatch.finished(
                new LabelledBatch(Samples.SETTINGS).people("p", 1, 1).stored());

        assertThat(batch.report().get("certificate").isNull()).isTrue();
        assertThat(batch.report().get("verdict").textValue()).contains("asks for no audit");
        assertThat(batch.text("report.html")).contains("not certified").contains("asks for no audit");
    }

    @Test
    void what_batch_json_wants_of_auto_accepted_labels_stands_beside_what_audits_show_of_them() {
        String wanted = LabelledBatch.AUDITED.replace(
                "\"vendors\"",
                "\"gold\":{\"overlap\":2,\"rate\":0.1},\"autoAccept\":{\"targetError\":TARGET,\"confidence\":0.9},\"vendors\"");
        LabelledBatch missed = audited(wanted.replace("TARGET", "0.05"));
        LabelledBatch shown = audited(wanted.replace("TARGET", "0.9"));

        assertThat(missed.text("report.html"))
                .contains(
                        "Of auto-accepted labels batch.json wants at most 5 % to be wrong. The audits alone show no more than");
        assertThat(shown.text("report.html")).contains("wants at most 90 % to be wrong, and the audits show it.");
        assertThat(mixed().text("report.html")).doesNotContain("batch.json wants");
    }

    private static LabelledBatch audited(String settings) {
        LabelledBatch batch = new LabelledBatch(settings).accepted("a0").people("p0", 1, 1);
        for (int i = 0; i < 5; i++) {
            batch.accepted("audited" + i, 0);
        }
        return FinishedBatch.finished(batch.stored());
    }
}
