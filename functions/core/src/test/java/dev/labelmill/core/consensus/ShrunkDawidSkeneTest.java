package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShrunkDawidSkeneTest {

    @Test
    void without_shrinkage_it_is_the_method_of_1979_on_the_table_of_1979() throws IOException {
        List<TaskVotes> patients = patients();

        Fitted fitted = fit(new ShrunkDawidSkene(Shrinkage.NONE), patients, 4);

        assertThat(fitted.classPrior()).containsExactly(new double[] {.39955, .42198, .11180, .06667}, within(.002));
        assertThat(patients)
                .extracting(patient -> 1 + Posterior.argmax(fitted.posterior(patient)))
                .containsExactlyElementsOf(digits("142222132243121111222222112111131224233111212"));
    }

    @Test
    void annotators_with_few_labels_borrow_strength_and_beat_both_vote_and_plain_dawid_skene() {
        double vote = 0;
        double plain = 0;
        double shrunk = 0;
        for (int seed = 0; seed < 5; seed++) {
            Crowd crowd = Crowd.sparse(seed, 400, 80, 3, 6);
            vote += crowd.accuracyOfVote() / 5;
            plain += crowd.accuracyOf(new ShrunkDawidSkene(Shrinkage.NONE)) / 5;
            shrunk += crowd.accuracyOf(new ShrunkDawidSkene()) / 5;
        }
        assertThat(shrunk).isGreaterThan(vote + .03).isGreaterThan(plain + .03);
    }

    @Test
    void the_order_of_tasks_changes_nothing() {
        Crowd crowd = Crowd.sparse(1, 300, 30, 4, 5);
        List<TaskVotes> shuffled = new ArrayList<>(crowd.tasks());
        Collections.shuffle(shuffled, new Random(3));

        Fitted one = fit(new ShrunkDawidSkene(), crowd.tasks(), 5);
        Fitted other = fit(new ShrunkDawidSkene(), shuffled, 5);

        assertThat(other.skills()).isEqualTo(one.skills());
        assertThat(other.classPrior()).containsExactly(one.classPrior());
        assertThat(other.passes()).isEqualTo(one.passes());
    }

    @Test
    void the_names_of_annotators_change_nothing() {
        Crowd crowd = Crowd.sparse(2, 300, 30, 4, 5);
        List<TaskVotes> renamed = crowd.tasks().stream()
                .map(task -> new TaskVotes(
                        task.item(),
                        task.votes().stream()
                                .map(vote ->
                                        new Vote(new StringBuilder(vote.annotator()).reverse() + "x", vote.answer()))
                                .toList()))
                .toList();

        Fitted one = fit(new ShrunkDawidSkene(), crowd.tasks(), 5);
        Fitted other = fit(new ShrunkDawidSkene(), renamed, 5);

        assertThat(other.classPrior()).containsExactly(one.classPrior());
        assertThat(other.skills().of("71wx")).isEqualTo(one.skills().of("w17"));
    }

    @Test
    void a_known_answer_is_kept_and_teaches_who_errs() {
        List<TaskVotes> tasks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tasks.add(new TaskVotes(
                    "g" + i, null, i % 2, List.of(new Vote("good", i % 2), new Vote("bad", 1 - i % 2))));
        }
        TaskVotes open = new TaskVotes("open", List.of(new Vote("good", 1), new Vote("bad", 0)));
        tasks.add(open);

        Fitted fitted = fit(new ShrunkDawidSkene(), tasks, 2);

        assertThat(fitted.posterior(tasks.get(0))).containsExactly(1, 0);
        assertThat(fitted.posterior(open)[1]).isGreaterThan(.99);
        assertThat(fitted.converged()).isTrue();
    }

    @Test
    void an_items_own_prior_stands_in_place_of_the_class_distribution() {
        TaskVotes task = new TaskVotes("i", new double[] {.9, .1}, null, List.of(new Vote("a", 1)));
        TaskVotes silent = new TaskVotes("j", new double[] {.2, .8}, null, List.of());

        Fitted fitted = fit(new ShrunkDawidSkene(), List.of(task, silent), 2);

        assertThat(Posterior.argmax(fitted.posterior(task))).isZero();
        assertThat(fitted.posterior(silent)).containsExactly(new double[] {.2, .8}, within(1e-12));
    }

    @Test
    void no_tasks_give_even_classes_and_assumed_accuracy() {
        Fitted fitted = fit(new ShrunkDawidSkene(), List.of(), 2);

        assertThat(fitted.classPrior()).containsExactly(.5, .5);
        assertThat(fitted.skills().of("anybody").p(0, 0)).isCloseTo(.7, within(1e-12));
        assertThat(fitted.converged()).isTrue();
    }

    @Test
    void a_vote_for_an_unknown_class_is_refused_with_the_tasks_name() {
        List<TaskVotes> tasks = List.of(new TaskVotes("i7", List.of(new Vote("a", 2))));

        assertThatThrownBy(() -> fit(new ShrunkDawidSkene(), tasks, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("i7");
    }

    /** A model with the names it was fitted under. */
    record Fitted(NamedVotes votes, ConfusionModel model) {

        double[] classPrior() {
            return model.classShares();
        }

        double[] posterior(TaskVotes task) {
            return model.posterior(votes.view(task));
        }

        Skills skills() {
            return model.skills("dawid-skene", votes.index());
        }

        int passes() {
            return model.iterations();
        }

        boolean converged() {
            return model.converged();
        }
    }

    private static Fitted fit(ShrunkDawidSkene method, List<TaskVotes> tasks, int classes) {
        NamedVotes votes = new NamedVotes(tasks, classes);
        return new Fitted(votes, method.fit(votes));
    }

    private static List<TaskVotes> patients() throws IOException {
        List<TaskVotes> patients = new ArrayList<>();
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                ShrunkDawidSkeneTest.class.getResourceAsStream("dawid-skene-1979.txt"), StandardCharsets.UTF_8))) {
            for (String line = table.readLine(); line != null; line = table.readLine()) {
                if (!line.startsWith("#")) {
                    patients.add(patient(line.split(" ")));
                }
            }
        }
        return patients;
    }

    private static List<Integer> digits(String text) {
        return text.chars().mapToObj(digit -> digit - '0').toList();
    }

    private static TaskVotes patient(String[] columns) {
        List<Vote> votes = new ArrayList<>();
        for (int observer = 1; observer < columns.length; observer++) {
            for (char rating : columns[observer].toCharArray()) {
                votes.add(new Vote("observer" + observer, rating - '1'));
            }
        }
        return new TaskVotes(columns[0], votes);
    }
}
