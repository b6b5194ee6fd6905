package dev.labelmill.lambda.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.AnnotatorStore.Reviewed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Comparison comparison = new Comparison(
            new EmfLog(new PrintStream(out, true, StandardCharsets.UTF_8), () -> Instant.EPOCH, bytes -> {}));

    @Test
    void each_vendor_has_a_line_of_what_it_was_asked_for_and_gave() {
        comparison.vendors(
                Samples.received("digits", Samples.SETTINGS).settings(),
                new Counters()
                        .add("requested.crowd", 10)
                        .add("received.crowd", 7)
                        .add("expired.crowd", 2)
                        .add("paid.crowd", 70_000_000)
                        .add("goldAsked.crowd", 4)
                        .add("goldMet.crowd", 3)
                        .add("took.crowd.40", 4)
                        .add("inTime.crowd", 7)
                        .add("waited.crowd", 35_000)
                        .add("requested.experts", 3));

        assertThat(lines())
                .containsExactly(
                        "{\"batch\":\"digits\",\"vendor\":\"crowd\",\"requested\":10,\"received\":7,\"expired\":2,"
                                + "\"dollars\":0.070000000,\"goldAsked\":4,\"goldAccuracy\":0.75,\"goldLow\":0.1941,"
                                + "\"goldHigh\":0.9937,\"medianSeconds\":1.152,\"turnaroundSeconds\":22.14}",
                        "{\"batch\":\"digits\",\"vendor\":\"experts\",\"requested\":3,\"received\":0,\"expired\":0,"
                                + "\"dollars\":0.000000000,\"goldAsked\":0}");
    }

    @Test
    void each_annotator_has_a_line_of_what_the_results_say() {
        comparison.annotators(List.of(
                new Reviewed("digits", "crowd", "ann", 9, 0, "{\"medianSeconds\":2.5}"),
                new Reviewed("digits", "crowd", "bob", 4, 1, "{\"goldAccuracy\":{\"value\":0.5,\"low\":0.1}}")));

        assertThat(lines())
                .containsExactly(
                        "{\"batch\":\"digits\",\"vendor\":\"crowd\",\"annotator\":\"bob\",\"labels\":4,\"signals\":1,"
                                + "\"goldAccuracy\":0.5}",
                        "{\"batch\":\"digits\",\"vendor\":\"crowd\",\"annotator\":\"ann\",\"labels\":9,\"signals\":0,"
                                + "\"medianSeconds\":2.5}");
    }

    @Test
    void of_very_many_annotators_only_some_have_a_line() {
        comparison.annotators(IntStream.range(0, 1000)
                .mapToObj(i -> new Reviewed("digits", "crowd", "a" + i, i, 0, "{}"))
                .toList());

        assertThat(lines())
                .hasSize(Comparison.MOST_ANNOTATORS)
                .first()
                .asString()
                .contains("\"a999\"");
    }

    @Test
    void an_annotator_at_work_is_told_of_at_five_labels_and_then_at_each_quarter_more() {
        Counters held = new Counters();
        for (int i = 0; i < 40; i++) {
            Counters gained = new Counters()
                    .add("labels", 1)
                    .add("money", 10_000_000)
                    .add("gold.1." + i % 2, 1)
                    .add("took.40", 1);
            held.addAll(gained);
            comparison.soFar("digits", "crowd", "ann", "s1#digits", gained, held);
        }

        assertThat(lines())
                .hasSize(10)
                .first()
                .isEqualTo(
                        "{\"batch\":\"digits\",\"vendor\":\"crowd\",\"annotator\":\"ann\",\"row\":\"s1#digits\","
                                + "\"labels\":5,\"goldAsked\":5,\"goldMet\":2,\"dollars\":0.050000000,\"medianSeconds\":1.152}");
    }

    @Test
    void a_correction_is_no_more_labels_and_has_no_line() {
        Counters held = new Counters().add("labels", 7).add("money", 70);

        comparison.soFar("digits", "crowd", "ann", "s1#digits", new Counters().add("gold.1.1", 1), held);

        assertThat(lines()).isEmpty();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
