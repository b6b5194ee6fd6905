package dev.labelmill.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Quorum;
import dev.labelmill.core.robust.Middle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Choices, sets, ratings and numbers, worked by hand. */
class LabelTypesTest {

    private static final SingleChoice CHOICE = new SingleChoice(List.of("cat", "dog", "owl"));
    private static final SeveralChoices SET = new SeveralChoices(List.of("sun", "rain", "wind", "snow"));
    private static final Rating STARS = new Rating(1, 5);
    private static final NumberEntry PERCENT = NumberEntry.between(0, 100, "percent");

    @Test
    void a_choice_is_voted_and_a_tie_goes_to_the_first_class() {
        var two = CHOICE.aggregation().of(List.of(by("a", new Choice(2)), by("b", new Choice(1))));
        var three = CHOICE.aggregation()
                .of(List.of(by("a", new Choice(2)), by("b", new Choice(1)), by("c", new Choice(2))));

        assertThat(two).contains(new Consensus<>(new Choice(1), .5, List.of(.5), 2));
        assertThat(three).contains(new Consensus<>(new Choice(2), 2.0 / 3, List.of(2.0 / 3), 3));
        assertThat(CHOICE.distance(new Choice(0), new Choice(2))).isEqualTo(1);
    }

    @Test
    void a_class_that_does_not_exist_is_no_label() {
        assertThat(CHOICE.fault(new Choice(3))).contains("the answer is class 3, and classes go from 0 to 2");
        assertThat(CHOICE.fault(new Choice(2))).isEmpty();
        assertThat(SET.fault(selection(1, 4))).contains("the selection holds class 4, and classes go from 0 to 3");
        assertThat(SET.fault(selection())).isEmpty();
    }

    /** {0,1} and {1,2}: one in common of three. {0} in {0,1}: one of two. */
    @Test
    void jaccards_distance_is_what_is_not_in_common() {
        assertThat(SetDistance.JACCARD.of(selection(0, 1), selection(1, 2))).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(SetDistance.JACCARD.of(selection(0), selection(0, 1))).isEqualTo(.5);
        assertThat(SetDistance.JACCARD.of(selection(), selection(0))).isEqualTo(1);
        assertThat(SetDistance.JACCARD.of(selection(), selection())).isZero();
    }

    /** Passonneau 2006: {0,1}, {1,2} 1 − 1/3·1/3 = 8/9; {0} in {0,1} 1 − 1/2·2/3 = 2/3; disjoint 1. */
    @Test
    void masi_is_kinder_to_a_set_within_another() {
        assertThat(SetDistance.MASI.of(selection(0, 1), selection(1, 2))).isCloseTo(8.0 / 9, within(1e-12));
        assertThat(SetDistance.MASI.of(selection(0), selection(0, 1))).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(SetDistance.MASI.of(selection(0), selection(1))).isEqualTo(1);
        assertThat(SetDistance.MASI.of(selection(), selection(1))).isEqualTo(1);
    }

    /** sun 3 of 3, rain 2 of 3, wind 1 of 3; Jaccard to {sun, rain}: 0, 1/2, 1/3, so confidence 1 − (5/6)/3. */
    @Test
    void a_set_is_voted_class_by_class() {
        SeveralChoices type = new SeveralChoices(SET.classes(), SetDistance.JACCARD, Quorum.MAJORITY);

        Consensus<Selection> consensus = type.aggregation()
                .of(List.of(by("a", selection(0, 1)), by("b", selection(0)), by("c", selection(0, 1, 2))))
                .orElseThrow();

        assertThat(consensus.value()).isEqualTo(selection(0, 1));
        assertThat(consensus.support()).containsExactly(1.0, 2.0 / 3);
        assertThat(consensus.confidence()).isCloseTo(13.0 / 18, within(1e-12));
    }

    @Test
    void sets_without_a_class_in_common_give_the_empty_set_and_no_confidence_in_it() {
        Consensus<Selection> consensus = SET.aggregation()
                .of(List.of(by("a", selection(0)), by("b", selection(1))))
                .orElseThrow();

        assertThat(consensus.value()).isEqualTo(selection());
        assertThat(consensus.confidence()).isZero();
    }

    @Test
    void a_selection_is_a_set_of_at_most_sixty_four_classes() {
        assertThat(selection(63, 2, 2).categories()).containsExactly(2, 63);
        assertThatThrownBy(() -> selection(64)).hasMessage("a chosen class must be 0 to 63, not 64");
    }

    /** 2 and 4 of 1 to 5 are 2 of 4 apart. */
    @Test
    void ratings_are_as_far_apart_as_their_steps() {
        assertThat(STARS.distance(new Grade(2), new Grade(4))).isEqualTo(.5);
        assertThat(STARS.distance(new Grade(Integer.MIN_VALUE), new Grade(Integer.MAX_VALUE)))
                .isEqualTo(1);
    }

    /** 1, 4, 5: median 4; distances 3/4, 0, 1/4, so confidence 1 − 1/3. */
    @Test
    void a_rating_is_the_median() {
        Consensus<Grade> consensus = STARS.aggregation()
                .of(List.of(by("a", new Grade(5)), by("b", new Grade(1)), by("c", new Grade(4))))
                .orElseThrow();

        assertThat(consensus.value()).isEqualTo(new Grade(4));
        assertThat(consensus.confidence()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(consensus.support()).isEmpty();
    }

    /** 2 and 3: half a step goes down. 9 twice: cut to 5. */
    @Test
    void a_rating_between_two_steps_goes_down_and_one_off_the_scale_to_its_end() {
        assertThat(rating(2, 3)).isEqualTo(new Grade(2));
        assertThat(rating(2, 4)).isEqualTo(new Grade(3));
        assertThat(rating(9, 9)).isEqualTo(new Grade(5));
        assertThat(rating(-9, -9)).isEqualTo(new Grade(1));
    }

    @Test
    void what_is_off_the_scale_or_out_of_range_violates_a_check() {
        assertThat(STARS.violations(new Grade(6), Subject.UNKNOWN))
                .containsExactly(new Violation("rating-off-scale", "the rating is 6, and the scale goes from 1 to 5"));
        assertThat(STARS.violations(new Grade(5), Subject.UNKNOWN)).isEmpty();
        assertThat(PERCENT.violations(new Quantity(-1), Subject.UNKNOWN))
                .containsExactly(
                        new Violation("number-out-of-range", "the number is -1.0, and must be at least 0.0 percent"));
        assertThat(PERCENT.violations(new Quantity(101), Subject.UNKNOWN))
                .extracting(Violation::sentence)
                .containsExactly("the number is 101.0, and must be at most 100.0 percent");
        assertThat(PERCENT.violations(new Quantity(100), Subject.UNKNOWN)).isEmpty();
        assertThat(NumberEntry.any().violations(new Quantity(-1e99), Subject.UNKNOWN))
                .isEmpty();
    }

    /** 20 and 50 of 0 to 100: .3. Without a range 20 and 60: 40/80. */
    @Test
    void numbers_are_apart_by_their_range_or_by_their_ratio() {
        assertThat(PERCENT.distance(new Quantity(20), new Quantity(50))).isCloseTo(.3, within(1e-12));
        assertThat(PERCENT.distance(new Quantity(-500), new Quantity(50))).isEqualTo(1);
        assertThat(NumberEntry.any().distance(new Quantity(20), new Quantity(60)))
                .isEqualTo(.5);
        assertThat(NumberEntry.any().distance(new Quantity(-2), new Quantity(3)))
                .isEqualTo(1);
        assertThat(NumberEntry.any().distance(new Quantity(0), new Quantity(-0.0)))
                .isZero();
        assertThat(new Quantity(-0.0)).isEqualTo(new Quantity(0));
    }

    /** 10, 20, 90: median 20, mean 40. */
    @Test
    void a_number_is_the_median_or_the_mean_within_its_range() {
        NumberEntry mean = new NumberEntry(OptionalDouble.of(0), OptionalDouble.of(30), "", Middle.MEAN);
        List<Opinion<Quantity>> numbers =
                List.of(by("a", new Quantity(10)), by("b", new Quantity(20)), by("c", new Quantity(90)));

        assertThat(PERCENT.aggregation().of(numbers).orElseThrow().value()).isEqualTo(new Quantity(20));
        assertThat(mean.aggregation().of(numbers).orElseThrow().value()).isEqualTo(new Quantity(30));
    }

    /** The generous annotator a gives 2 stars more than b, c and d, on 20 items; alone with b on the last one. */
    @Test
    void a_learnt_bias_is_taken_off_before_ratings_meet() {
        List<List<Opinion<Grade>>> items = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int stars = 1 + i % 3;
            items.add(List.of(
                    by("a", new Grade(stars + 2)),
                    by("b", new Grade(stars)),
                    by("c", new Grade(stars)),
                    by("d", new Grade(stars))));
        }
        List<Opinion<Grade>> last = List.of(by("a", new Grade(5)), by("b", new Grade(3)));

        Consensus<Grade> learnt = STARS.aggregationLearntFrom(items).of(last).orElseThrow();

        assertThat(STARS.aggregation().of(last).orElseThrow().value()).isEqualTo(new Grade(4));
        assertThat(learnt.confidence())
                .isGreaterThan(STARS.aggregation().of(last).orElseThrow().confidence());
    }

    /** Thermometer a reads 6 too high. Biases are relative to the average of three: a +4, b and c −2. */
    @Test
    void a_learnt_bias_is_taken_off_before_numbers_meet() {
        List<List<Opinion<Quantity>>> items = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            items.add(List.of(by("a", new Quantity(i + 6)), by("b", new Quantity(i)), by("c", new Quantity(i))));
        }

        Consensus<Quantity> consensus = PERCENT.aggregationLearntFrom(items)
                .of(List.of(by("a", new Quantity(56)), by("b", new Quantity(50))))
                .orElseThrow();

        assertThat(consensus.value().amount()).isCloseTo(52, within(.1));
        assertThat(consensus.confidence()).isGreaterThan(.998);
    }

    @Test
    void scales_and_ranges_without_extent_are_refused() {
        assertThatThrownBy(() -> new Rating(3, 3)).hasMessageEndingWith("not 3 and 3");
        assertThatThrownBy(() -> new Rating(0, 1001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NumberEntry.between(1, 1, "")).hasMessageEndingWith("not 1.0 and 1.0");
        assertThatThrownBy(() -> NumberEntry.between(0, Double.POSITIVE_INFINITY, ""))
                .hasMessage("labelType.max must be a number of at most 1e100, not Infinity");
        assertThatThrownBy(() -> new Quantity(Double.NaN))
                .hasMessage("a number must be finite and at most 1e100, not NaN");
    }

    @Test
    void every_kind_has_its_name_in_batch_json() {
        assertThat(
                        List.of(CHOICE, SET, STARS, PERCENT, new Boxes(List.of("car")), new Spans(List.of("person")))
                                .stream()
                                .map(LabelType::kind))
                .containsExactly("single-choice", "several-choices", "rating", "number", "boxes", "spans");
    }

    private static Grade rating(int one, int other) {
        return STARS.aggregation()
                .of(List.of(by("a", new Grade(one)), by("b", new Grade(other))))
                .orElseThrow()
                .value();
    }

    private static Selection selection(Integer... indices) {
        return Selection.of(List.of(indices));
    }

    private static <V> Opinion<V> by(String annotator, V value) {
        return new Opinion<>(annotator, value);
    }
}
