package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AutoTest {

    @Tag("draws")
    @Test
    void with_few_labels_an_annotator_it_beats_vote_and_plain_dawid_skene() {
        double vote = 0;
        double plain = 0;
        double auto = 0;
        for (int seed = 0; seed < 4; seed++) {
            Crowd crowd = Crowd.sparse(seed, 300, 60, 3, 5);
            vote += crowd.accuracyOfVote() / 4;
            plain += crowd.accuracyOf(new DawidSkene()) / 4;
            auto += crowd.accuracyOf(new Auto()) / 4;
        }
        assertThat(auto).isGreaterThan(vote + .02).isGreaterThan(plain + .02);
    }

    /** Every annotator has a bias of his own: one says 0 too often, another 1. That is what Dawid-Skene is for. */
    @Tag("draws")
    @Test
    void where_annotators_are_biased_it_is_as_good_as_dawid_skene() {
        double dawidSkene = 0;
        double auto = 0;
        for (int seed = 0; seed < 4; seed++) {
            Simulated biased = Simulated.of(seed, 150, 30, 15, 0);
            dawidSkene += biased.accuracy(new DawidSkene()) / 4;
            auto += biased.accuracy(new Auto()) / 4;
        }
        assertThat(auto).isGreaterThanOrEqualTo(dawidSkene - .005);
    }

    /** Most tasks of class 0 plain, a third so confusing that the crowd divides: no class of their own. */
    @Tag("draws")
    @Test
    void confusing_tasks_are_taken_for_no_class_of_their_own() {
        double dawidSkene = 0;
        double auto = 0;
        for (int seed = 0; seed < 3; seed++) {
            Simulated confusing = Simulated.of(seed, 900, 30, 8, .35);
            dawidSkene += confusing.accuracy(new DawidSkene(EmStop.AT_REST)) / 3;
            auto += confusing.accuracy(new Auto()) / 3;
        }
        assertThat(auto).isGreaterThan(dawidSkene + .02);
    }

    @Test
    void it_says_why() {
        ConsensusModel model = new Auto().fit(RandomVotes.of(1, 60, 8, 3));

        assertThat(model.reason())
                .startsWith("Dawid-Skene")
                .contains("3 models, with 1 to 3 kinds of tasks a class")
                .containsPattern("counts like \\d+, \\d+, \\d+ answers")
                .containsPattern("probability -\\d\\.\\d{4}, -\\d\\.\\d{4}, -\\d\\.\\d{4}\\)")
                .endsWith(").");
        assertThat(model.method()).isEqualTo("shrunk-ds");
    }

    @Test
    void where_confusions_would_not_fit_it_takes_an_accuracy_an_annotator() {
        Votes votes = Votes.builder()
                .add(0, 0, 2_999)
                .add(0, 1, 2_999)
                .add(1, 0, 5)
                .add(1, 1, 5)
                .build(3_000);

        ConsensusModel model = new Auto().fit(votes);

        assertThat(model.method()).isEqualTo("onecoin");
        assertThat(model.reason()).contains("3000 classes");
        assertThat(Posterior.argmax(model.posterior(votes.task(0)))).isEqualTo(2_999);
    }

    @Test
    void what_is_read_again_for_each_pass_gives_what_is_kept_in_memory() {
        Votes votes = RandomVotes.of(2, 80, 9, 3);
        VoteSource read = new VoteSource() {
            @Override
            public int classes() {
                return 3;
            }

            @Override
            public int annotators() {
                return votes.annotators();
            }

            @Override
            public long tasks() {
                return votes.tasks();
            }

            @Override
            public void forEach(Visitor visitor) {
                votes.forEach(visitor);
            }
        };
        KindsDawidSkene method = new KindsDawidSkene(2, 10);

        assertThat(new Auto().fit(read).posterior(votes.task(3)))
                .containsExactly(new Auto().fit(votes).posterior(votes.task(3)), within(1e-12));
        assertThat(method.fit(read, method.fit(votes), 20).posterior(votes.task(3)))
                .containsExactly(method.fit(votes).posterior(votes.task(3)), within(.02));
    }

    /** Votes of a made-up crowd over two classes, and what is right. */
    private record Simulated(Votes votes, int[] truth) {

        static Simulated of(long seed, int tasks, int annotators, int overlap, double confusing) {
            Random random = new Random(seed);
            double[][] right = new double[annotators][2];
            for (double[] of : right) {
                of[0] = confusing > 0 ? random.nextDouble(.8, .98) : random.nextDouble(.4, .98);
                of[1] = confusing > 0 ? random.nextDouble(.65, .9) : random.nextDouble(.4, .98);
            }
            VotesBuilder builder = Votes.builder();
            int[] truth = new int[tasks];
            for (int task = 0; task < tasks; task++) {
                truth[task] = random.nextDouble() < (confusing > 0 ? .2 : .5) ? 1 : 0;
                boolean confuses = truth[task] == 0 && random.nextDouble() < confusing;
                for (int i = 0; i < overlap; i++) {
                    int annotator = (task * 7 + i) % annotators;
                    double accuracy = confuses ? .62 : right[annotator][truth[task]];
                    builder.add(task, annotator, random.nextDouble() < accuracy ? truth[task] : 1 - truth[task]);
                }
            }
            return new Simulated(builder.build(2), truth);
        }

        double accuracy(ConsensusMethod method) {
            ConsensusModel model = method.fit(votes);
            int right = 0;
            for (int task = 0; task < truth.length; task++) {
                right += Posterior.argmax(model.posterior(votes.task(task))) == truth[task] ? 1 : 0;
            }
            return (double) right / truth.length;
        }
    }
}
