package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.stage.WholeBatch;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches whose only vendor never answers about some items, and is not asked about them again. */
class UnansweredBatchTest {

    private static final String CHOICE = "{\"kind\":\"single-choice\",\"classes\":[\"ham\",\"spam\"]}";
    private static final String RATING = "{\"kind\":\"rating\",\"lowest\":1,\"highest\":5}";

    private static final String PERSON = "[{\"label\":\"Person\",\"start\":0,\"end\":3}]";
    private static final String HEAD = """
            "prelabel":{"labeler":"trained","features":{"kind":"hashed-ngrams","buckets":4096,"minN":1,"maxN":1}},
            "autoAccept":{"targetError":0.3,"confidence":0.9},
            "rounds":{"firstSample":30,"perRound":20,"most":1,"labelBudget":400,"calibrationShare":0.5},
            "nearDuplicates":{"similarity":0.9},""";

    private static String[] items(int items) {
        return IntStream.range(0, items)
                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"source\":\"text " + i + "\"}")
                .toArray(String[]::new);
    }

    private static Set<String> asked(WholeBatch whole) {
        List<String> all = whole.outbox("crowd").stream()
                .map(line -> line.get("task").textValue())
                .toList();
        assertThat(all).as("each once").doesNotHaveDuplicates();
        return Set.copyOf(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"choice:spam|" + CHOICE, "4|" + RATING})
    void a_batch_ends_without_what_nobody_answered_and_says_so(String answer, String type) {
        WholeBatch whole = WholeBatch.ofForgetfulCrowd(type, "", items(6));

        whole.run((annotator, item) -> item.equals("i2") ? null : answer);

        assertThat(asked(whole)).hasSize(6);
        assertThat(whole.results())
                .extracting(line -> line.get("id").textValue())
                .containsExactly("i0", "i1", "i3", "i4", "i5");
        JsonNode report = whole.report();
        assertThat(report.path("unlabelled").asLong()).isEqualTo(1);
        assertThat(report.path("humanLabelled").asLong()).isEqualTo(5);
        assertThat(report.path("items").asLong()).isEqualTo(6);
        assertThat(whole.page()).contains("1 item has no label: nobody who could be asked has answered");
        Batch done = whole.stage.batches().get("b").orElseThrow();
        assertThat(done.isStopped()).isFalse();
        Task silent = whole.stage.tasks().get("b", "i2").orElseThrow();
        assertThat(silent.stratum()).isEqualTo(Stratum.UNLABELLED);
        assertThat(silent.claims()).hasSize(1);
    }

    @Test
    void people_are_learnt_from_though_some_of_the_first_wave_is_never_answered() {
        String known = IntStream.range(0, 20)
                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"label\":\"" + (i % 2 == 0 ? "ham" : "spam") + "\"}\n")
                .collect(Collectors.joining());
        WholeBatch whole = WholeBatch.ofForgetfulCrowd(
                CHOICE, "\"gold\":{\"overlap\":2,\"rate\":0.5},", List.of(items(60)), "gold.jsonl", known);

        whole.run((annotator, item) ->
                number(item) % 5 == 4 ? null : number(item) % 2 == 0 ? "choice:ham" : "choice:spam");

        assertThat(whole.stage.batches().get("b").orElseThrow().snapshots()).hasSize(2);
        assertThat(whole.report().path("unlabelled").asLong())
                .as("those that are known have a label")
                .isEqualTo(8);
        assertThat(whole.results()).hasSize(52);
    }

    @Test
    void an_audit_of_a_value_that_no_expert_answers_is_an_error_in_the_certificate() {
        WholeBatch whole = WholeBatch.ofForgetfulVendors(
                "{\"kind\":\"spans\",\"classes\":[\"Person\"]}",
                "\"prelabel\":{\"labeler\":\"imported\",\"field\":\"found\",\"confidenceField\":\"sure\","
                        + "\"acceptWithoutCalibration\":0.89},"
                        + "\"audit\":{\"autoAccepted\":6,\"human\":0,\"confidence\":0.9},",
                IntStream.range(0, 8)
                        .mapToObj(n -> "{\"id\":\"i" + n + "\",\"source\":\"Ada saw Paris\",\"sure\":0.9,\"found\":"
                                + PERSON + "}")
                        .toArray(String[]::new));

        whole.run((annotator, item) -> number(item) % 2 == 0 ? null : PERSON);

        JsonNode certificate = whole.report().get("certificate");
        long missed = certificate.path("missedAudits").asLong();
        assertThat(missed).isPositive();
        JsonNode accepted = certificate.at("/strata/0");
        assertThat(accepted.path("errors").asLong()).isEqualTo(missed);
        assertThat(accepted.path("audited").asLong()).isGreaterThan(missed);
    }

    private static WholeBatch learnt;

    /** A batch that a head learns from, of 80 items and copies of 30 of them; each fourth is never answered. */
    private static synchronized WholeBatch learnt() {
        if (learnt == null) {
            learnt = WholeBatch.ofForgetfulCrowd(
                            CHOICE,
                            HEAD,
                            Stream.concat(
                                            IntStream.range(0, 80).mapToObj(n -> line("i" + n, n)),
                                            IntStream.range(0, 30).mapToObj(n -> line("copy" + n, n)))
                                    .toArray(String[]::new))
                    .run((annotator, item) ->
                            number(item) % 4 == 1 ? null : number(item) % 3 == 0 ? "choice:spam" : "choice:ham");
        }
        return learnt;
    }

    /** The items that were asked about and have no label. */
    private static Set<String> silent() {
        return asked(learnt()).stream().filter(item -> number(item) % 4 == 1).collect(Collectors.toSet());
    }

    @Test
    void a_head_is_taught_and_judged_by_what_was_answered() {
        assertThat(learnt().stage.batches().get("b").orElseThrow().round()).isEqualTo(2);
        assertThat(silent()).isNotEmpty();
        assertThat(learnt().results())
                .extracting(line -> line.get("id").textValue())
                .doesNotContainAnyElementsOf(silent());
    }

    @Test
    void no_round_has_fewer_people_than_were_asked_and_nothing_is_saved_on_what_has_no_label() {
        JsonNode report = learnt().report();
        long people = 0;
        for (JsonNode round : report.path("rounds")) {
            people += round.path("people").asLong();
        }

        assertThat(people)
                .isEqualTo(report.path("humanLabelled").asLong() + silent().size())
                .isEqualTo(asked(learnt()).size());
        assertThat(report.at("/savings/items").asLong())
                .isEqualTo(learnt().results().size());
    }

    @Test
    void items_that_would_take_the_label_of_one_that_has_none_have_none_either() {
        JsonNode report = learnt().report();

        assertThat(report.path("unlabelled").asLong())
                .isEqualTo(110 - learnt().results().size())
                .as("with copies of them")
                .isGreaterThan(silent().size());
        assertThat(report.path("nearDuplicates").asLong())
                .isPositive()
                .isEqualTo(learnt().results().stream()
                        .filter(line ->
                                WholeBatch.metadata(line).get("labelmill").has("duplicateOf"))
                        .count());
    }

    private static int number(String item) {
        return Integer.parseInt(item.replaceAll("[a-z]", ""));
    }

    private static String line(String id, int n) {
        String words =
                IntStream.range(0, 14).mapToObj(word -> "w" + n + "x" + word).collect(Collectors.joining(" "));
        return "{\"id\":\"" + id + "\",\"source\":\"" + (n % 3 == 0 ? "win money now " : "meeting notes agenda ")
                + words + "\"}";
    }
}
