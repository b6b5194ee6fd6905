package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every method, whatever the votes. */
class ConsensusMethodsTest {

    static Stream<ConsensusMethod> methods() {
        return Stream.concat(
                ConsensusMethods.all().stream(),
                Stream.of(
                        new ShrunkDawidSkene(), new DawidSkene(EmStop.AT_REST), new OneCoinDawidSkene(EmStop.AT_REST)));
    }

    @Tag("draws")
    @Property(tries = 25)
    void the_classes_numbers_do_not_matter(@ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int classes) {
        Votes votes = RandomVotes.of(seed, 40, 7, classes);
        int[] numbers = shuffled(classes, seed);
        Votes renumbered = votes.renumbered(numbers);
        methods().forEach(method -> {
            ConsensusModel one = method.fit(votes);
            ConsensusModel other = method.fit(renumbered);
            for (int task = 0; task < votes.tasks(); task++) {
                double[] expected = one.posterior(votes.task(task));
                double[] actual = other.posterior(renumbered.task(task));
                for (int k = 0; k < classes; k++) {
                    assertThat(actual[numbers[k]]).as(method.name()).isCloseTo(expected[k], within(1e-4));
                }
            }
        });
    }

    @Tag("draws")
    @Property(tries = 25)
    void the_annotators_numbers_do_not_matter(@ForAll long seed) {
        Votes votes = RandomVotes.of(seed, 40, 7, 3);
        int[] numbers = shuffled(7, seed);
        VotesBuilder builder = Votes.builder();
        votes.forEach(task -> {
            for (int i = 0; i < task.count(); i++) {
                builder.add((int) task.task(), numbers[task.annotator(i)], task.answer(i));
            }
        });
        Votes renamed = builder.build(3);
        methods().forEach(method -> assertSame(method, votes, renamed));
    }

    @Tag("draws")
    @Property(tries = 25)
    void rows_that_come_twice_count_once(@ForAll long seed) {
        Votes votes = RandomVotes.of(seed, 30, 5, 3);
        VotesBuilder builder = Votes.builder();
        for (int round = 0; round < 2; round++) {
            votes.forEach(task -> {
                for (int i = 0; i < task.count(); i++) {
                    builder.add((int) task.task(), task.annotator(i), task.answer(i));
                }
            });
        }
        Votes twice = builder.build(3);
        methods().forEach(method -> assertSame(method, votes, twice));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void one_annotators_word_stands(ConsensusMethod method) {
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < 20; task++) {
            builder.add(task, 0, task % 3);
        }
        Votes votes = builder.build(3);

        ConsensusModel model = method.fit(votes);

        votes.forEach(
                task -> assertThat(Posterior.argmax(model.posterior(task))).isEqualTo(task.answer(0)));
        assertSound(model, votes);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void what_all_say_is_said(ConsensusMethod method) {
        VotesBuilder builder = Votes.builder();
        for (int i = 0; i < 60; i++) {
            builder.add(i / 3, i % 3, 1);
        }
        Votes votes = builder.build(2);

        ConsensusModel model = method.fit(votes);

        votes.forEach(task -> assertThat(model.posterior(task)[1]).isGreaterThan(.9));
        assertThat(model.accuracy(0)).isGreaterThan(.5);
        assertSound(model, votes);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_single_class_is_no_trouble(ConsensusMethod method) {
        Votes votes = Votes.builder().add(0, 0, 0).add(0, 1, 0).add(1, 0, 0).build(1);

        ConsensusModel model = method.fit(votes);

        assertThat(model.posterior(votes.task(0))[0]).isGreaterThan(.5);
        assertSound(model, votes);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nothing_gives_even_shares(ConsensusMethod method) {
        Votes nobody = Votes.builder().task(2).build(4);

        ConsensusModel model = method.fit(nobody);

        assertThat(model.posterior(nobody.task(1))).containsOnly(new double[] {.25}, within(1e-12));
        assertThat(method.fit(Votes.builder().build(2)).converged()).isTrue();
        assertSound(model, nobody);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_thousand_answers_to_a_task_do_not_underflow(ConsensusMethod method) {
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < 3; task++) {
            for (int annotator = 0; annotator < 1_000; annotator++) {
                builder.add(task, annotator, annotator % 10 < 3 ? (task + 1) % 3 : task);
            }
        }
        Votes votes = builder.build(3);

        ConsensusModel model = method.fit(votes);

        votes.forEach(
                task -> assertThat(Posterior.argmax(model.posterior(task))).isEqualTo((int) task.task()));
        assertSound(model, votes);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_known_answer_is_certain(ConsensusMethod method) {
        Votes votes = Votes.builder()
                .add(0, 0, 0)
                .add(0, 1, 0)
                .known(0, 1)
                .add(1, 0, 0)
                .known(2, 0)
                .build(2);

        ConsensusModel model = method.fit(votes);

        assertThat(model.posterior(votes.task(0))).containsExactly(0, 1);
        assertThat(model.posterior(votes.task(2))).containsExactly(1, 0);
        assertSound(model, votes);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void known_answers_teach_who_errs(ConsensusMethod method) {
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < 60; task++) {
            builder.known(task, task % 2).add(task, 0, task % 2).add(task, 1, 1 - task % 2);
        }
        ConsensusModel model = method.fit(builder.build(2));

        if (!(method instanceof MajorityVote)) {
            assertThat(model.accuracy(0)).isGreaterThan(model.accuracy(1) + .3);
        }
    }

    @Test
    void each_has_its_name() {
        assertThat(ConsensusMethods.names())
                .isEqualTo("vote, wawa, ds, onecoin, glad, mace, shrunk-ds, crowdlab, auto");
        assertThat(ConsensusMethods.named("glad")).containsInstanceOf(Glad.class);
        assertThat(ConsensusMethods.named("no such")).isEmpty();
    }

    private static void assertSame(ConsensusMethod method, Votes votes, Votes others) {
        ConsensusModel one = method.fit(votes);
        ConsensusModel other = method.fit(others);
        for (int task = 0; task < votes.tasks(); task++) {
            assertThat(other.posterior(others.task(task)))
                    .as(method.name())
                    .containsExactly(one.posterior(votes.task(task)), within(1e-6));
        }
    }

    private static void assertSound(ConsensusModel model, Votes votes) {
        votes.forEach(task -> {
            double sum = 0;
            for (double p : model.posterior(task)) {
                assertThat(p).isBetween(0.0, 1.0);
                sum += p;
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        });
        for (int annotator : new int[] {0, 1, ConsensusModel.STRANGER}) {
            assertThat(model.accuracy(annotator)).isBetween(0.0, 1.0);
            model.confusion(annotator)
                    .ifPresent(confusion -> assertThat(confusion.p(0, 0)).isBetween(0.0, 1.0));
        }
    }

    private static int[] shuffled(int size, long seed) {
        int[] numbers = new int[size];
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }
}
