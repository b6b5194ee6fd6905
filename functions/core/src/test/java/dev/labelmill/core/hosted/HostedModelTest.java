package dev.labelmill.core.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HostedModelTest {

    private static final Offset<Double> TINY = Offset.offset(1e-12);
    private static final List<String> CLASSES = List.of("dog", "cat", "other");
    private static final LabelNames NAMES =
            new LabelNames(Map.of("Canine", "dog", "Dog", "dog", "Cat", "cat"), Optional.empty());
    private static final HostedModel LABELS = new HostedModel.DetectLabels(50, 10);

    private static HostedSettings asked(Optional<ModelPrice> price) {
        return new HostedSettings(LABELS, NAMES, new CallSettings(16, 20, 4), price);
    }

    @Test
    void probabilities_of_labels_that_stand_for_one_class_are_added_and_what_stands_for_none_is_left_out() {
        double[] distribution = Distributions.ofProbabilities(
                        Map.of("Canine", .2, "Dog", .2, "Cat", .1, "Tree", .5), NAMES.index(CLASSES))
                .orElseThrow();

        assertThat(distribution).containsExactly(new double[] {.8, .2, 0}, TINY);
    }

    @Test
    void presence_becomes_the_odds_of_exactly_one_class() {
        LabelNames names = new LabelNames(NAMES.classes(), Optional.of("other"));

        double[] distribution = Distributions.ofPresence(
                        Map.of("Canine", .5, "Dog", .9, "Cat", .5), names.index(CLASSES), .25)
                .orElseThrow();

        assertThat(distribution).containsExactly(new double[] {9 / 11.0, 1 / 11.0, 1 / 11.0}, TINY);
    }

    @Test
    void a_class_without_a_label_counts_for_less_than_any_label() {
        double[] distribution = Distributions.ofPresence(
                        Map.of("Dog", .9), new LabelNames(Map.of("Dog", "dog"), Optional.empty()).index(CLASSES), .25)
                .orElseThrow();

        assertThat(distribution).containsExactly(new double[] {27 / 29.0, 1 / 29.0, 1 / 29.0}, TINY);
    }

    @Test
    void no_label_of_any_class_is_no_opinion() {
        assertThat(Distributions.ofPresence(Map.of("Tree", .99), NAMES.index(CLASSES), .25))
                .isEmpty();
        assertThat(Distributions.ofProbabilities(Map.of("Tree", 1.0), NAMES.index(CLASSES)))
                .isEmpty();
    }

    @Test
    void a_batchs_own_price_goes_before_the_price_file() {
        ModelPrice own = new ModelPrice(7, 0, 0);
        ModelPrice listed = new ModelPrice(1, 0, 0);
        ModelAccess access = new ModelAccess(Set.of("rekognition"), 8, "2026-11-24", Map.of("rekognition", listed));

        assertThat(access.admit(asked(Optional.of(own)))).isEqualTo(own);
        assertThat(access.admit(asked(Optional.empty()))).isEqualTo(listed);
        assertThat(access.concurrency(asked(Optional.empty()).calls())).isEqualTo(8);
    }

    @Test
    void a_model_without_a_right_or_without_a_price_is_refused() {
        ModelAccess access = new ModelAccess(Set.of("rekognition"), 8, "2026-11-24", Map.of());

        assertThatThrownBy(() -> access.admit(asked(Optional.empty())))
                .hasMessage("prelabel.price is missing, and the price file of 2026-11-24 has none for rekognition");
        assertThatThrownBy(() -> ModelAccess.none().admit(asked(Optional.empty())))
                .hasMessageContaining("rekognition, which this deployment may not call");
    }

    @Test
    void tokens_are_paid_exactly() {
        assertThat(new ModelPrice(0, 60_000, 240_000).of(1, 1_000_003, 7)).isEqualTo(60_001_860_000L);
    }
}
