package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.agreement.Agreement;
import dev.labelmill.core.agreement.Metric;
import dev.labelmill.core.agreement.Ratings;
import dev.labelmill.core.agreement.Weights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Votes under annotators' names, and as ratings. */
class NamedVotesTest {

    @Test
    void a_name_keeps_its_number() {
        Index index = new Index();

        assertThat(List.of(index.add("a"), index.add("b"), index.add("b"), index.add("a"), index.add("c")))
                .containsExactly(0, 1, 1, 0, 2);
        assertThat(index.names()).containsExactly("a", "b", "c");
    }

    /** Thirty annotators on the second task, more than the room that a task usually needs. */
    @Test
    void agreement_of_votes_is_that_of_the_same_ratings() {
        int[][] raters = new int[30][4];
        VotesBuilder builder = Votes.builder();
        for (int rater = 0; rater < 30; rater++) {
            for (int unit = 0; unit < 4; unit++) {
                raters[rater][unit] = unit == 1 || rater < 3 ? (rater * 7 + unit * unit) % 5 % 3 : -1;
                if (raters[rater][unit] >= 0) {
                    builder.add(unit, rater, raters[rater][unit]);
                }
            }
        }

        Agreement votes = Agreement.of(new VoteRatings(builder.build(3), 3));
        Agreement ratings = Agreement.of(Ratings.ofRaters(3, raters));

        assertThat(votes.alpha(Metric.nominal())).isEqualTo(ratings.alpha(Metric.nominal()));
        assertThat(votes.gwet(Weights.IDENTITY)).isEqualTo(ratings.gwet(Weights.IDENTITY));
        assertThat(votes.cohenKappa(Weights.IDENTITY)).isEqualTo(ratings.cohenKappa(Weights.IDENTITY));
    }

    @Test
    void named_votes_are_counted_numbered_and_checked() {
        TaskVotes first = new TaskVotes("first", null, 0, List.of(new Vote("a", 1)));
        TaskVotes second = new TaskVotes("second", new double[] {1, 2}, null, List.of(new Vote("b", 0)));
        NamedVotes votes = new NamedVotes(List.of(first, second), 2);
        List<Long> numbers = new ArrayList<>();

        votes.forEach(task -> numbers.add(task.task()));

        assertThat(numbers).containsExactly(0L, 1L);
        assertThat(votes.tasks()).isEqualTo(2);
        assertThat(votes.annotators()).isEqualTo(2);
        for (TaskVotes misfit : List.of(
                new TaskVotes("i1", null, 2, List.of()),
                new TaskVotes("i1", null, -1, List.of()),
                new TaskVotes("i1", new double[] {1, 2, 3}, 1, List.of()),
                new TaskVotes("i1", new double[] {1, 2, 3}, null, List.of()),
                new TaskVotes("i1", null, null, List.of(new Vote("a", 2))))) {
            assertThatThrownBy(() -> new NamedVotes(List.of(first, misfit), 2))
                    .hasMessage("task i1 does not fit 2 classes");
        }
    }
}
