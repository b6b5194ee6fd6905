package dev.labelmill.core.weak;

import static dev.labelmill.core.weak.SimulatedItems.classes;
import static dev.labelmill.core.weak.SimulatedItems.counted;
import static dev.labelmill.core.weak.SimulatedItems.fit;
import static dev.labelmill.core.weak.SimulatedItems.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.weak.LabelModel.Trust;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelModelFitTest {

    private static final int ITEMS = 20_000;

    private static final LabelModel THREE_CLASSES = new LabelModel(
            List.of(0.5, 0.3, 0.2),
            List.of(
                    new Trust(0, 0.6, 0.05),
                    new Trust(0, 0.4, 0.02),
                    new Trust(0, 0.3, 0.15),
                    new Trust(1, 0.7, 0.1),
                    new Trust(1, 0.3, 0.02),
                    new Trust(2, 0.5, 0.02),
                    new Trust(2, 0.6, 0.1)));

    @Test
    void several_rules_of_three_classes_are_told_apart() {
        LabelModelFit.Fitted fitted = fit(THREE_CLASSES, simulate(THREE_CLASSES, ITEMS, 1));

        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.items()).isEqualTo(ITEMS);
        for (int rule = 0; rule < THREE_CLASSES.rules().size(); rule++) {
            assertThat(fitted.model().accuracy(rule)).isCloseTo(THREE_CLASSES.accuracy(rule), within(0.04));
        }
    }

    @Test
    void the_model_decides_better_than_a_majority_of_the_rules() {
        List<SimulatedItems.Item> items = simulate(THREE_CLASSES, ITEMS, 2);
        LabelModel model = fit(THREE_CLASSES, items).model();
        long byModel = 0;
        long byMajority = 0;
        for (SimulatedItems.Item item : items) {
            Pattern pattern = item.matches().pattern();
            double[] votes = new double[3];
            pattern.rules().forEach(rule -> votes[classes(model).get(rule)]++);
            byModel += first(model.posterior(pattern)) == item.truth() ? 1 : 0;
            byMajority += !pattern.isEmpty() && first(votes) == item.truth() ? 1 : 0;
        }
        assertThat(byModel).isGreaterThan(byMajority + ITEMS / 50);
    }

    @Test
    void probabilities_are_as_often_right_as_they_say() {
        List<SimulatedItems.Item> items = simulate(THREE_CLASSES, ITEMS, 3);
        LabelModel model = fit(THREE_CLASSES, items).model();
        double expected = 0;
        double right = 0;
        for (SimulatedItems.Item item : items) {
            double[] posterior = model.posterior(item.matches().pattern());
            expected += posterior[first(posterior)];
            right += first(posterior) == item.truth() ? 1 : 0;
        }
        assertThat(expected / ITEMS).isCloseTo(right / ITEMS, within(0.02));
    }

    private static int first(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }

    @Test
    void the_order_of_the_items_and_how_they_are_cut_into_chunks_change_no_bit() {
        List<SimulatedItems.Item> items = simulate(THREE_CLASSES, 3_000, 4);
        LabelModelFit.Fitted once = fit(THREE_CLASSES, items);
        List<SimulatedItems.Item> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, new Random(5));
        MatchCounts one = counted(shuffled.subList(0, 700));
        MatchCounts other = counted(shuffled.subList(700, 3_000));
        MatchSource chunks = visitor -> {
            other.forEach(visitor);
            one.forEach(visitor);
        };

        assertThat(LabelModelFit.fit(chunks, 3, classes(THREE_CLASSES), 3_000)).isEqualTo(once);
    }

    @Test
    void what_people_know_of_the_items_is_not_looked_at() {
        List<SimulatedItems.Item> items = simulate(THREE_CLASSES, 3_000, 6);
        MatchCounts known = new MatchCounts();
        items.forEach(item -> known.add(
                new Matches(
                        item.matches().pattern(),
                        OptionalInt.of(item.truth()),
                        item.matches().level()),
                1));

        assertThat(LabelModelFit.fit(known, 3, classes(THREE_CLASSES), 3_000)).isEqualTo(fit(THREE_CLASSES, items));
    }

    @Test
    void a_large_batch_is_fitted_to_a_sample_of_it() {
        List<SimulatedItems.Item> items = simulate(THREE_CLASSES, 50_000, 7);
        MatchCounts counts = new MatchCounts();
        long times = 10;
        items.forEach(item -> counts.add(item.matches(), times));

        LabelModelFit.Fitted fitted = LabelModelFit.fit(counts, 3, classes(THREE_CLASSES), 50_000 * times);

        assertThat(fitted.items()).isBetween(LabelModelFit.MOST_ITEMS / 3, LabelModelFit.MOST_ITEMS);
        for (int rule = 0; rule < THREE_CLASSES.rules().size(); rule++) {
            assertThat(fitted.model().accuracy(rule)).isCloseTo(THREE_CLASSES.accuracy(rule), within(0.06));
        }
    }

    @Test
    void a_fit_of_very_many_patterns_makes_fewer_passes_so_that_a_function_is_not_killed_over_it() {
        assertThat(LabelModelFit.mostPasses(1_000, 10)).isEqualTo(2_000);
        assertThat(LabelModelFit.mostPasses(180_954, 10)).isBetween(200, 240);
        assertThat(LabelModelFit.mostPasses(Integer.MAX_VALUE, 500)).isEqualTo(20);
    }

    @Test
    void a_rule_that_matches_at_random_has_no_influence_worth_the_name() {
        List<Trust> rules = new ArrayList<>(THREE_CLASSES.rules());
        rules.add(new Trust(0, 0.3, 0.3));
        LabelModel truth = new LabelModel(THREE_CLASSES.shares(), rules);

        LabelModel found = fit(truth, simulate(truth, ITEMS, 8)).model();

        assertThat(found.accuracy(7)).isCloseTo(0.5, within(0.05));
    }

    @Test
    void a_rule_that_never_matches_and_a_batch_without_items_are_no_trouble() {
        LabelModel model =
                LabelModelFit.fit(new MatchCounts(), 2, List.of(0, 0, 1), 0).model();
        assertThat(model.shares()).containsExactly(0.5, 0.5);
        assertThat(model.accuracy(0)).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void fewer_than_three_rules_determine_nothing() {
        assertThatThrownBy(() -> LabelModelFit.fit(new MatchCounts(), 2, List.of(0, 1), 0))
                .hasMessage("a label model needs at least 3 rules: fewer do not show how far each can be trusted");
    }
}
