package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Who is worth the money. */
class ExpertRuleTest {

    private static final double[] HALF = {0.5, 0.5};
    private static final Offer CROWD = new Offer(Confusion.symmetric(2, 0.75), 0.01);
    private static final Offer EXPERT = new Offer(Confusion.symmetric(2, 0.95), 0.05);
    private static final Decision MORE = new Decision.AskMore(1);

    private static ExpertRule rule(Offer crowd, double errorDollars) {
        return new ExpertRule(List.of(crowd), List.of(EXPERT), errorDollars);
    }

    @Test
    void an_expert_is_asked_in_the_crowds_place_only_if_that_tells_more_per_dollar_and_the_error_is_worth_the_price() {
        Offer poor = new Offer(Confusion.symmetric(2, 0.55), 0.01);

        assertThat(rule(CROWD, 1).instead(MORE, HALF)).isEqualTo(MORE);
        assertThat(rule(poor, 1).instead(MORE, HALF)).isEqualTo(new Decision.Adjudicate());
        assertThat(rule(poor, 0.09).instead(MORE, HALF)).isEqualTo(MORE);
    }

    @Test
    void what_the_crowd_could_not_decide_stands_where_an_expert_costs_more_than_the_error() {
        double[] belief = {0.2, 0.8};

        assertThat(rule(CROWD, 1).instead(new Decision.Adjudicate(), belief)).isEqualTo(new Decision.Adjudicate());
        assertThat(rule(CROWD, 0.2).instead(new Decision.Adjudicate(), belief)).isEqualTo(new Decision.Resolve(1, 0.8));
    }

    @Test
    void what_is_resolved_stays_resolved() {
        Decision resolved = new Decision.Resolve(0, 0.99);

        assertThat(rule(CROWD, 1e9).instead(resolved, HALF)).isEqualTo(resolved);
        assertThatThrownBy(() -> rule(CROWD, 0)).hasMessageContaining("above 0");
    }

    @Test
    void an_answers_bits_are_those_of_the_binary_symmetric_channel() {
        double p = 0.9;
        double capacity = 1 + (p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);

        assertThat(ExpectedInformation.bits(HALF, Confusion.symmetric(2, p))).isCloseTo(capacity, within(1e-12));
        assertThat(new Offer(Confusion.symmetric(2, p), 0.5).value(HALF)).isCloseTo(capacity / 0.5, within(1e-12));
        assertThat(ExpectedInformation.bits(HALF, Confusion.symmetric(2, 0.5))).isZero();
    }

    @Property(tries = 100)
    void no_answer_tells_more_than_there_is_to_know(
            @ForAll @DoubleRange(min = 0, max = 1) double belief, @ForAll @DoubleRange(min = 0, max = 1) double p) {
        double bits = ExpectedInformation.bits(new double[] {belief, 1 - belief}, Confusion.symmetric(2, p));

        assertThat(bits).isBetween(0.0, 1.0 + 1e-12);
        assertThat(bits)
                .isLessThanOrEqualTo(
                        ExpectedInformation.bits(new double[] {belief, 1 - belief}, Confusion.symmetric(2, 1)) + 1e-12);
    }

    @Test
    void a_vendors_confusion_is_that_of_its_annotators_together_and_a_paused_annotators_ballot_says_nothing() {
        List<TaskVotes> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int truth = i % 2;
            tasks.add(new TaskVotes(
                    "i" + i,
                    null,
                    truth,
                    List.of(
                            new Vote("good/" + i % 7, i % 9 == 3 ? 1 - truth : truth),
                            new Vote("bad/" + i % 5, i % 3 == 0 ? truth : 1 - truth))));
        }

        Skills skills =
                VendorSkills.learn("v", tasks, 2, who -> who.substring(0, who.indexOf('/')), Map.of("good", 4.5));

        assertThat(skills.vendor("good").orElseThrow().confusion().p(0, 0)).isCloseTo(0.9, within(0.06));
        assertThat(skills.vendor("bad").orElseThrow().confusion().p(0, 0)).isCloseTo(0.33, within(0.06));
        assertThat(skills.vendor("good").orElseThrow().answers()).isEqualTo(200);
        assertThat(skills.vendor("good").orElseThrow().seconds()).isEqualTo(OptionalDouble.of(4.5));
        assertThat(skills.vendor("bad").orElseThrow().seconds()).isEmpty();
        Vote said = new Vote("good/1", 1);
        assertThat(Posterior.of(HALF, List.of(said), skills)[1]).isGreaterThan(0.6);
        assertThat(Posterior.of(HALF, List.of(said), skills.pausing(Set.of("good/1"))))
                .containsExactly(HALF, within(1e-12));
    }
}
