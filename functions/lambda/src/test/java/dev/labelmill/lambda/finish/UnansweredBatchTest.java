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
    void a_head_is_judged_though_some_of_the_calibration_is_never_answered() {
        String settings = """
                "prelabel":{"labeler":"trained","features":{"kind":"hashed-ngrams","buckets":4096,"minN":1,"maxN":1}},
                "autoAccept":{"targetError":0.3,"confidence":0.9},
                "rounds":{"firstSample":40,"perRound":20,"most":1,"labelBudget":400,"calibrationShare":0.5},""";
        WholeBatch whole = WholeBatch.ofForgetfulCrowd(
                CHOICE,
                settings,
                IntStream.range(0, 120).mapToObj(n -> line("i" + n, n)).toArray(String[]::new));

        whole.run((annotator, item) ->
                number(item) % 4 == 1 ? null : number(item) % 3 == 0 ? "choice:spam" : "choice:ham");

        assertThat(whole.results().size() + whole.report().path("unlabelled").asLong())
                .isEqualTo(120);
        assertThat(whole.report().path("unlabelled").asLong()).isPositive();
    }

    @Test
    void items_that_would_take_the_label_of_one_that_has_none_have_none_either() {
        String settings = """
                "prelabel":{"labeler":"trained","features":{"kind":"hashed-ngrams","buckets":4096,"minN":1,"maxN":1}},
                "autoAccept":{"targetError":0.1,"confidence":0.9},
                "rounds":{"firstSample":10,"perRound":10,"most":1,"labelBudget":200,"calibrationShare":0.5},
                "nearDuplicates":{"similarity":0.9},""";
        WholeBatch whole = WholeBatch.ofForgetfulCrowd(
                CHOICE,
                settings,
                Stream.of("i", "copy")
                        .flatMap(name -> IntStream.range(0, 30).mapToObj(n -> line(name + n, n)))
                        .toArray(String[]::new));

        whole.run((annotator, item) ->
                number(item) % 7 == 0 ? null : number(item) % 3 == 0 ? "choice:spam" : "choice:ham");

        Set<String> labelled =
                whole.results().stream().map(line -> line.get("id").textValue()).collect(Collectors.toSet());
        Set<String> silent =
                asked(whole).stream().filter(item -> number(item) % 7 == 0).collect(Collectors.toSet());
        assertThat(silent).isNotEmpty();
        assertThat(labelled).doesNotContainAnyElementsOf(silent);
        JsonNode report = whole.report();
        assertThat(report.path("unlabelled").asLong())
                .isEqualTo(60 - labelled.size())
                .as("with copies of them")
                .isGreaterThan(silent.size());
        assertThat(report.path("nearDuplicates").asLong())
                .isEqualTo(whole.results().stream()
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
