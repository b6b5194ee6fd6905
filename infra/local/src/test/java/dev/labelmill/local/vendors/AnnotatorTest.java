package dev.labelmill.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.draw.Draw;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnotatorTest {

    private static final int DRAWS = 20_000;
    /** Five standard deviations of a share of 20,000 draws. */
    private static final double TOLERANCE = 5 * 0.5 / Math.sqrt(DRAWS);

    @Test
    void errors_without_confusions_are_spread_evenly() {
        Map<String, Double> chances = annotator(0.7, Map.of(), Optional.empty()).chances("cat", Tasks.CLASSES);
        assertThat(chances.get("cat")).isCloseTo(0.7, within(1e-12));
        assertThat(chances.get("dog")).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void a_named_confusion_gets_its_chance_and_the_others_share_what_is_left() {
        Map<String, Double> chances = annotator(0.8, Map.of("cat", Map.of("dog", 0.1)), Optional.empty())
                .chances("cat", Tasks.CLASSES);
        assertThat(chances.get("dog")).isCloseTo(0.1, within(1e-12));
        assertThat(chances.get("owl")).isCloseTo(0.05, within(1e-12));
        assertThat(chances.get("cat")).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void confusions_beyond_the_accuracy_lower_it() {
        Map<String, Double> chances = annotator(0.95, Map.of("cat", Map.of("dog", 0.3)), Optional.empty())
                .chances("cat", Tasks.CLASSES);
        assertThat(chances.get("cat")).isCloseTo(0.7, within(1e-12));
        assertThat(chances.get("owl")).isZero();
    }

    @Test
    void a_bias_takes_its_rate_of_everything() {
        Map<String, Double> chances = annotator(0.7, Map.of(), Optional.of(new Annotator.Bias("pig", 0.5)))
                .chances("cat", Tasks.CLASSES);
        assertThat(chances.get("pig")).isCloseTo(0.55, within(1e-12));
        assertThat(chances.get("cat")).isCloseTo(0.35, within(1e-12));
        assertThat(chances.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void answers_have_the_chances_of_the_confusion() {
        Annotator annotator =
                annotator(0.8, Map.of("cat", Map.of("dog", 0.15)), Optional.of(new Annotator.Bias("pig", 0.1)));
        Map<String, Double> expected = annotator.chances("cat", Tasks.CLASSES);
        List<Answer> answers = Tasks.many(DRAWS, 1).stream()
                .map(task -> annotator.answer(new Draw(3), task, "cat"))
                .toList();
        for (String choice : Tasks.CLASSES) {
            double share =
                    answers.stream().filter(a -> a.choice().equals(choice)).count() / (double) DRAWS;
            assertThat(share).as(choice).isCloseTo(expected.get(choice), within(TOLERANCE));
        }
    }

    @Test
    void half_of_the_working_times_are_below_the_median() {
        Annotator annotator = annotator(0.8, Map.of(), Optional.empty());
        double below = Tasks.many(DRAWS, 1).stream()
                        .mapToLong(task -> annotator
                                .answer(new Draw(3), task, "cat")
                                .millis()
                                .orElseThrow())
                        .filter(millis -> millis < 4_000)
                        .count()
                / (double) DRAWS;
        assertThat(below).isCloseTo(0.5, within(TOLERANCE));
    }

    @Test
    void confusions_that_sum_to_more_than_one_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annotator(0.8, Map.of("cat", Map.of("dog", 0.6, "owl", 0.6)), Optional.empty()))
                .withMessageContaining("sum of confusions.cat");
    }

    private static Annotator annotator(
            double accuracy, Map<String, Map<String, Double>> confusions, Optional<Annotator.Bias> bias) {
        return new Annotator("w1", accuracy, confusions, bias, 4, 0.5);
    }
}
