package dev.labelmill.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.calibration.Reliability;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadTrainerTest {

    private static final int DIMENSION = 6;
    private static final int CLASSES = 3;
    private final HeadTrainer trainer = new HeadTrainer(DIMENSION, CLASSES, new Draw(5));

    @Test
    void classes_that_lie_apart_are_learnt_with_a_weaker_penalty_than_noise() {
        Training apart = trainer.train(examples(200, 4, 0), Optional.empty());
        Training noise = trainer.train(examples(200, 0, 0), Optional.empty());

        assertThat(apart.quality().accuracy().value()).isGreaterThan(.95);
        assertThat(apart.l2()).isLessThan(noise.l2());
        assertThat(noise.quality().accuracy().value()).isBetween(.2, .5);
        assertThat(noise.quality().logLoss().value()).isCloseTo(Math.log(CLASSES), within(.1));
    }

    @Test
    void equal_examples_give_equal_heads_in_whatever_order_they_come() {
        List<Example> examples = examples(60, 1, 0);
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, new Random(1));

        Training one = trainer.train(examples, Optional.empty());
        Training other = trainer.train(shuffled, Optional.empty());

        assertThat(other.head().weights()).isDeepEqualTo(one.head().weights());
        assertThat(other.temperature()).isEqualTo(one.temperature());
        assertThat(other.l2()).isEqualTo(one.l2());
    }

    @Test
    void another_seed_cuts_other_folds() {
        List<Example> examples = examples(60, 1, 0);
        Training other = new HeadTrainer(DIMENSION, CLASSES, new Draw(6)).train(examples, Optional.empty());

        assertThat(other.quality().logLoss())
                .isNotEqualTo(
                        trainer.train(examples, Optional.empty()).quality().logLoss());
    }

    @Test
    void a_warm_start_changes_what_is_learnt_by_the_tolerance_only() {
        List<Example> examples = examples(100, 1, 0);
        Training cold = trainer.train(examples, Optional.empty());
        Training warm = trainer.train(examples, Optional.of(Earlier.elsewhere(cold.head())));

        assertThat(warm.l2()).isEqualTo(cold.l2());
        for (int k = 0; k < CLASSES; k++) {
            for (int i = 0; i < DIMENSION; i++) {
                assertThat(warm.head().weights()[k][i]).isCloseTo(cold.head().weights()[k][i], within(.02f));
            }
        }
    }

    @Test
    void what_the_earlier_head_foresaw_of_the_newest_round_calibrates_the_next() {
        List<Example> first = examples(60, 1, 0);
        Training earlier = trainer.train(first, Optional.empty());
        List<Example> all = new ArrayList<>(first);
        all.addAll(examples(40, 1, 1));
        Training next = trainer.train(all, Optional.of(earlier.asEarlier()));

        assertThat(earlier.foresight()).isEqualTo(Foresight.NONE);
        assertThat(next.foresight().items()).isEqualTo(40);
        assertThat(next.foresight().losses()).allMatch(loss -> loss > 0);
        assertThat(next.examples()).isEqualTo(100);
        assertThat(next.representative().orElseThrow().examples()).isEqualTo(60);
    }

    @Test
    void what_was_known_beforehand_is_new_to_no_head() {
        List<Example> first = new ArrayList<>(examples(60, 1, 0));
        for (Example known : examples(10, 1, 2)) {
            first.add(new Example(known.id(), known.features(), known.target(), 1, Example.NO_ROUND));
        }
        Training earlier = trainer.train(first, Optional.empty());
        List<Example> all = new ArrayList<>(first);
        all.addAll(examples(40, 1, 1));
        Training next = trainer.train(all, Optional.of(earlier.asEarlier()));

        assertThat(next.foresight().items()).isEqualTo(40);
        assertThat(next.representative().orElseThrow().examples()).isEqualTo(60);
    }

    @Test
    void a_head_of_another_batch_has_foreseen_nothing() {
        List<Example> all = new ArrayList<>(examples(60, 1, 0));
        all.addAll(examples(40, 1, 1));
        Training elsewhere = trainer.train(examples(60, 1, 2), Optional.empty());
        Training training = trainer.train(all, Optional.of(Earlier.elsewhere(elsewhere.head())));

        assertThat(training.foresight()).isEqualTo(Foresight.NONE);
    }

    @Test
    void a_curve_is_fitted_to_what_was_drawn_at_random_or_foreseen_and_to_nothing_else() {
        List<Example> first = examples(120, 1, 0);
        Training earlier = trainer.train(first, Optional.empty());
        List<Example> all = new ArrayList<>(first);
        all.addAll(examples(90, 1, 1));
        Training next = trainer.train(all, Optional.of(earlier.asEarlier()));
        Training unforeseen = trainer.train(all, Optional.empty());

        assertThat(earlier.isotonic()).isEmpty();
        assertThat(next.isotonic().orElseThrow().items()).isEqualTo(210);
        assertThat(unforeseen.honestPredictions()).isEqualTo(120);
        assertThat(unforeseen.isotonic()).isEmpty();
    }

    @Test
    void a_curve_is_judged_on_what_it_was_not_fitted_to() {
        Training training = trainer.train(examples(400, 1, 0), Optional.empty());
        Training few = trainer.train(examples(60, 1, 0), Optional.empty());

        Reliability judged = training.reliability(Calibration.ISOTONIC);
        assertThat(judged).isNotEqualTo(training.reliability());
        assertThat(judged.bins().stream().mapToInt(Reliability.Bin::predictions).sum())
                .isEqualTo(400);
        assertThat(judged.expectedError()).isBetween(.001, .1);
        assertThat(few.reliability(Calibration.ISOTONIC)).isEqualTo(few.reliability());
    }

    @Test
    void a_class_without_examples_is_not_counted_as_seen() {
        List<Example> two = examples(60, 2, 0).stream()
                .filter(example -> example.target()[2] == 0)
                .toList();
        Training training = trainer.train(two, Optional.empty());

        assertThat(training.classesSeen()).isEqualTo(2);
        assertThat(training.classExamples().get(2)).isZero();
    }

    @Test
    void two_examples_are_the_fewest_and_each_must_fit() {
        assertThatThrownBy(() -> trainer.train(examples(1, 1, 0), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        FeatureVector features = new FeatureVector(2, new int[] {DIMENSION, 0}, new float[] {1, 1});
        List<Example> outside =
                List.of(Example.certain("a", features, 0, CLASSES, 0), Example.certain("b", features, 1, CLASSES, 0));
        assertThatThrownBy(() -> trainer.train(outside, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Example("c", features, new double[] {.5, .6, 0}, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Example("c", features, new double[] {1, 0, 0}, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Each class around a corner of its own, so far from the others as stated. */
    private static List<Example> examples(int count, float apart, int round) {
        Random random = new Random(7 + round);
        List<Example> examples = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            float[] values = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                values[i] = (float) random.nextGaussian() + (i == n % CLASSES ? apart : 0);
            }
            FeatureVector features = new FeatureVector(DIMENSION, new int[] {0, 1, 2, 3, 4, 5}, values);
            examples.add(Example.certain(round + "-" + n, features, n % CLASSES, CLASSES, round));
        }
        return examples;
    }
}
