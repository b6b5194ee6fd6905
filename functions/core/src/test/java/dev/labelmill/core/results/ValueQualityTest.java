package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.Agreement;
import dev.labelmill.core.agreement.Coefficient.Estimate;
import dev.labelmill.core.agreement.DistanceAgreement;
import dev.labelmill.core.agreement.Metric;
import dev.labelmill.core.agreement.Ratings;
import dev.labelmill.core.agreement.Weights;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.opinion.Opinion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueQualityTest {

    private static final Rating STARS = new Rating(1, 5);

    /** The n-th value is annotator n's; null is none. */
    @SafeVarargs
    private static <V extends LabelValue> SettledValues<V> task(String item, Optional<V> audit, V... values) {
        List<Opinion<V>> ballots = new ArrayList<>();
        for (int n = 0; n < values.length; n++) {
            if (values[n] != null) {
                ballots.add(new Opinion<>("crowd/w" + n, values[n]));
            }
        }
        return new SettledValues<>(
                0,
                item,
                ballots,
                Collections.nCopies(ballots.size(), 3000L),
                Optional.empty(),
                audit,
                OptionalDouble.empty(),
                false);
    }

    private static SettledValues<Grade> stars(String item, Integer... steps) {
        return task(
                item, Optional.empty(), List.of(steps).stream().map(Grade::new).toArray(Grade[]::new));
    }

    private static <V extends LabelValue> CrowdReport crowd(List<SettledValues<V>> tasks, LabelType<V> type) {
        return ValueQuality.crowd(tasks, ValueConsensus.of(tasks, type), type);
    }

    @Test
    void ratings_have_every_coefficient_that_classes_in_their_order_have() {
        List<SettledValues<Grade>> tasks =
                List.of(stars("a", 1, 1, 2), stars("b", 5, 4, 5), stars("c", 3, 3), stars("d", 2));
        Agreement batch = Agreement.of(
                Ratings.ofRaters(5, new int[] {0, 4, 2, 1}, new int[] {0, 3, 2, -1}, new int[] {1, 4, -1, -1}));

        MeasuredAgreement measured = ValueQuality.agreement(tasks, STARS, 1);

        assertThat(measured.coefficients())
                .hasSize(9)
                .containsEntry("observed", batch.observed())
                .containsEntry("alphaOrdinal", batch.alpha(Metric.ordinal()))
                .containsEntry("alphaInterval", batch.alpha(Metric.interval()))
                .containsEntry("gwetAC2", batch.gwet(Weights.QUADRATIC))
                .containsEntry("weightedKappa", batch.cohenKappa(Weights.QUADRATIC));
        assertThat(measured.isPartial()).isFalse();
    }

    @Test
    void raters_are_reviewed_as_choosers_of_steps_and_by_how_far_they_lie_above_the_rest() {
        List<SettledValues<Grade>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(stars("i" + i, 1 + i % 4, 1 + i % 4, 2 + i % 4));
        }

        CrowdReport crowd = crowd(tasks, STARS);

        assertThat(crowd.annotators().get(0).review().onConsensus()).hasValue(new Proportion(20, 20));
        AnnotatorReport generous = crowd.worstFirst().get(0);
        assertThat(generous.who()).isEqualTo("crowd/w2");
        assertThat(generous.shift()).isEqualTo(OptionalDouble.of(1));
        assertThat(generous.similarity().orElseThrow().value()).isCloseTo(0.75, within(1e-12));
        assertThat(generous.confusion().orElseThrow()[0]).containsExactly(0, 5, 0, 0, 0);
        assertThat(crowd.searched()).isEqualTo(60);
    }

    @Test
    void confusions_are_told_of_scales_up_to_128_steps() {
        List<SettledValues<Grade>> tasks = List.of(stars("a", 3, 3), stars("b", 5, 4));

        assertThat(crowd(tasks, new Rating(1, 128)).annotators())
                .allSatisfy(annotator -> assertThat(annotator.confusion()).isPresent());
        assertThat(crowd(tasks, new Rating(1, 129)).annotators())
                .allSatisfy(annotator -> assertThat(annotator.confusion()).isEmpty());
    }

    @Test
    void what_was_audited_and_what_one_person_labelled_is_compared_with_nothing() {
        NumberEntry type = NumberEntry.between(0, 10, "");
        CrowdReport crowd = crowd(
                List.of(
                        task("a", Optional.empty(), new Quantity(2), new Quantity(2), new Quantity(6)),
                        task("audited", Optional.of(new Quantity(9)), new Quantity(0), new Quantity(1)),
                        task("alone", Optional.empty(), null, null, new Quantity(3))),
                type);

        AnnotatorReport third = crowd.annotators().get(2);
        assertThat(third.review().labels()).isEqualTo(2);
        assertThat(third.review().onConsensus()).isEmpty();
        assertThat(third.review().medianSeconds().orElseThrow()).isCloseTo(3, within(0.03));
        assertThat(third.similarity()).isPresent();
        assertThat(third.confusion()).isEmpty();
        assertThat(third.accuracy()).isEmpty();
        assertThat(crowd.searched()).isZero();
    }

    @Test
    void boxes_have_mean_iou_mean_f1_and_alpha_by_their_distance() {
        Boxes type = new Boxes(List.of("dog"));
        Drawing whole = new Drawing(List.of(new Box(0, 0, 10, 10, 0)));
        Drawing half = new Drawing(List.of(new Box(0, 0, 10, 5, 0)));
        Drawing other = new Drawing(List.of(new Box(50, 50, 60, 60, 0)));
        List<SettledValues<Drawing>> tasks = List.of(
                task("a", Optional.empty(), whole, whole),
                task("b", Optional.empty(), other, other),
                task("c", Optional.empty(), whole, half),
                task("d", Optional.empty(), whole));

        MeasuredAgreement measured = ValueQuality.agreement(tasks, type, 1);

        assertThat(((Estimate) measured.coefficients().get("similarity")).value())
                .isCloseTo(2.5 / 3, within(1e-12));
        assertThat(((Estimate) measured.coefficients().get("f1")).value()).isEqualTo(1);
        assertThat(measured.sampled())
                .containsOnlyKeys("alpha")
                .hasEntrySatisfying(
                        "alpha",
                        alpha -> assertThat(alpha.asOptional().orElseThrow())
                                .isCloseTo(
                                        DistanceAgreement.of(
                                                        List.of(
                                                                List.of(whole, whole),
                                                                List.of(other, other),
                                                                List.of(whole, half)),
                                                        type::distance,
                                                        0.95,
                                                        1)
                                                .alpha()
                                                .asOptional()
                                                .orElseThrow(),
                                        within(1e-12)));
        assertThat(measured.items()).isEqualTo(3);
        assertThat(measured.isPartial()).isFalse();
    }

    @Test
    void of_very_many_labels_alpha_is_that_of_a_random_sample_and_says_of_how_many() {
        Boxes type = new Boxes(List.of("dog"));
        Drawing none = new Drawing(List.of());
        Drawing one = new Drawing(List.of(new Box(0, 0, 10, 10, 0)));
        List<SettledValues<Drawing>> tasks = IntStream.range(0, 8000)
                .mapToObj(i -> task("i" + i, Optional.empty(), i % 2 == 0 ? one : none, i % 4 < 2 ? one : none))
                .toList();

        MeasuredAgreement measured = ValueQuality.agreement(tasks, type, 1);

        assertThat(measured.isPartial()).isTrue();
        assertThat(measured.items()).isEqualTo(8000);
        assertThat(measured.sample()).isBetween(3000L, 3700L);
        assertThat(measured.coefficients().get("similarity").asOptional()).hasValue(0.5);
        Estimate alpha = (Estimate) measured.sampled().get("alpha");
        assertThat(alpha.low()).isLessThan(0);
        assertThat(alpha.high()).isGreaterThan(0);
    }

    @Test
    void numbers_have_alphas_of_their_own_and_a_ratio_only_where_they_are_amounts() {
        List<SettledValues<Quantity>> tasks = List.of(
                task("a", Optional.empty(), new Quantity(1), new Quantity(2)),
                task("b", Optional.empty(), new Quantity(8), new Quantity(9)));

        assertThat(ValueQuality.agreement(tasks, NumberEntry.between(0, 10, "kg"), 1)
                        .sampled())
                .containsOnlyKeys("alphaInterval", "alphaOrdinal", "alphaRatio");
        assertThat(ValueQuality.agreement(tasks, NumberEntry.any(), 1).sampled())
                .containsOnlyKeys("alphaInterval", "alphaOrdinal", "alphaRatio");
        assertThat(ValueQuality.agreement(tasks, NumberEntry.between(-10, 10, "°C"), 1)
                        .sampled())
                .containsOnlyKeys("alphaInterval", "alphaOrdinal");
        assertThat(ValueQuality.agreement(
                                List.of(task("a", Optional.empty(), new Quantity(-1), new Quantity(2))),
                                NumberEntry.any(),
                                1)
                        .sampled())
                .containsOnlyKeys("alphaInterval", "alphaOrdinal");
    }

    @Test
    void sets_and_numbers_have_the_share_of_equal_labels_as_well() {
        List<SettledValues<Quantity>> tasks = List.of(
                task("a", Optional.empty(), new Quantity(1), new Quantity(2), new Quantity(2)),
                task("b", Optional.empty(), new Quantity(8), new Quantity(8)));

        MeasuredAgreement measured = ValueQuality.agreement(tasks, NumberEntry.any(), 1);

        assertThat(measured.coefficients()).containsOnlyKeys("observed", "similarity");
        assertThat(measured.coefficients().get("observed").asOptional().orElseThrow())
                .isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void spans_have_two_kinds_of_f1_and_nothing_is_nan_without_labels() {
        MeasuredAgreement measured = ValueQuality.agreement(List.of(), new Spans(List.of("name")), 1);

        assertThat(measured.coefficients()).containsOnlyKeys("similarity", "exactF1", "overlapF1");
        assertThat(measured.coefficients().values())
                .allSatisfy(coefficient -> assertThat(coefficient.asOptional()).isEmpty());
        assertThat(measured.sampled().get("alpha").asOptional()).isEmpty();
    }
}
