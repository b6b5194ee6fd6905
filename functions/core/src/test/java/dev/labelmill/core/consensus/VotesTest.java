package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VotesTest {

    @Test
    void answers_come_back_by_task_in_the_order_they_were_given() {
        Votes votes =
                Votes.builder().add(1, 0, 2).add(0, 3, 1).add(1, 2, 0).task(3).build(3);

        assertThat(text(votes)).containsExactly("0: 3=1", "1: 0=2 2=0", "2:", "3:");
        assertThat(votes.labels()).isEqualTo(3);
        assertThat(votes.annotators()).isEqualTo(4);
    }

    @Test
    void the_last_answer_of_an_annotator_to_a_task_stands() {
        Votes votes = Votes.builder()
                .add(0, 0, 1)
                .add(0, 1, 1)
                .add(0, 0, 2)
                .add(1, 0, 0)
                .add(0, 0, 0)
                .build(3);

        assertThat(text(votes)).containsExactly("0: 1=1 0=0", "1: 0=0");
        assertThat(votes.repeats()).isEqualTo(2);
    }

    @Test
    void repeats_can_be_kept() {
        Votes votes = Votes.builder().keepingRepeats().add(0, 0, 1).add(0, 0, 0).build(2);

        assertThat(text(votes)).containsExactly("0: 0=1 0=0");
    }

    @Test
    void more_answers_than_a_block_holds_are_no_fewer() {
        VotesBuilder builder = Votes.builder();
        for (int i = 0; i < 200_000; i++) {
            builder.add(i % 50_000, i / 50_000, i % 3);
        }
        Votes votes = builder.build(3);

        assertThat(votes.labels()).isEqualTo(200_000);
        assertThat(votes.task(49_999).count()).isEqualTo(4);
    }

    @Test
    void classes_can_be_put_in_order_afterwards() {
        Index classes = new Index();
        Votes votes = Votes.builder()
                .add(0, 0, classes.add("10"))
                .add(0, 1, classes.add("9"))
                .known(0, classes.add("-3"))
                .prior(0, new double[] {.5, .3, .2})
                .build(3)
                .renumbered(classes.ranks());

        assertThat(classes.sorted().names()).containsExactly("-3", "9", "10");
        assertThat(text(votes)).containsExactly("0: 0=2 1=1");
        assertThat(votes.task(0).known()).isZero();
        assertThat(votes.task(0).prior()).containsExactly(.2, .3, .5);
    }

    @Test
    void names_that_are_no_numbers_are_ordered_by_their_characters() {
        Index names = new Index();
        List.of("b", "10", "9", "B").forEach(names::add);

        assertThat(names.sorted().names()).containsExactly("10", "9", "B", "b");
        assertThat(names.find("c")).isEqualTo(-1);
    }

    @Test
    void a_sample_holds_whole_tasks_and_about_as_many_answers_as_asked() {
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < 5_000; task++) {
            for (int annotator = 0; annotator < 4; annotator++) {
                builder.add(task, annotator, task % 2);
            }
        }
        Votes sample = Votes.sample(builder.build(2), 2_000);

        assertThat(sample.labels()).isBetween(1_500, 2_500);
        sample.forEach(task -> assertThat(task.count()).isEqualTo(4));
    }

    /** The first numbers that SplitMix64 draws from these seeds, as its authors' and others' code gives them. */
    @Test
    void numbers_of_tasks_are_mixed_as_splitmix64_does() {
        assertThat(Votes.mixed(0)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(Votes.mixed(1_234_567)).isEqualTo(6_457_827_717_110_365_317L);
    }

    @Test
    void only_those_tasks_are_known_that_were_told_to_be() {
        Votes votes = Votes.builder()
                .add(0, 0, 1)
                .known(3, 0)
                .add(1, 0, 1)
                .known(1, 1)
                .build(2);

        assertThat(IntStream.range(0, 4).map(task -> votes.task(task).known())).containsExactly(-1, 1, -1, 0);
        Votes exchanged = votes.renumbered(new int[] {1, 0});
        assertThat(IntStream.range(0, 4).map(task -> exchanged.task(task).known()))
                .containsExactly(-1, 0, -1, 1);
    }

    @Test
    void votes_that_are_few_enough_are_their_own_sample() {
        Votes votes = Votes.builder().add(0, 0, 1).add(1, 0, 1).add(1, 1, 0).build(2);

        assertThat(Votes.sample(votes, 3)).isSameAs(votes);
        assertThat(Votes.sample(votes, 2)).isNotSameAs(votes);
    }

    @Test
    void there_may_be_as_many_classes_as_two_bytes_count_and_no_more() {
        int most = VoteSource.MAX_CLASSES;

        assertThat(Votes.builder().add(0, 0, most - 1).build(most).task(0).answer(0))
                .isEqualTo(most - 1);
        assertThat(Votes.builder().build(0).classes()).isEqualTo(2);
        assertThatThrownBy(() -> Votes.builder().add(0, 0, most)).hasMessage("no number of a class: " + most);
        assertThatThrownBy(() -> Votes.builder().build(most + 1)).hasMessage("no number of classes: " + (most + 1));
        assertThatThrownBy(() -> Votes.builder().build(-1)).hasMessage("no number of classes: -1");
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThatThrownBy(() -> Votes.builder().add(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Votes.builder().add(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Votes.builder().add(0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Votes.builder().add(0, 0, 3).build(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Votes.builder().prior(0, new double[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Votes.builder().prior(0, new double[] {1, 1}).build(3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Votes.builder().build(2).renumbered(new int[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> text(Votes votes) {
        List<String> lines = new ArrayList<>();
        votes.forEach(task -> {
            StringBuilder line = new StringBuilder(task.task() + ":");
            for (int i = 0; i < task.count(); i++) {
                line.append(' ').append(task.annotator(i)).append('=').append(task.answer(i));
            }
            lines.add(line.toString());
        });
        return lines;
    }
}
