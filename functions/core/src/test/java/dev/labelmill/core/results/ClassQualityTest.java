package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.agreement.Weights;
import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.annotator.Bias;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.annotator.SpamSignal;
import dev.labelmill.core.consensus.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClassQualityTest {

    private static CrowdReport crowd(List<SettledTask> tasks) {
        return ClassQuality.crowd(tasks, FinalConsensus.of(tasks, 2), 2);
    }

    private static AnnotatorReview of(CrowdReport crowd, String who) {
        return crowd.annotators().stream()
                .filter(annotator -> annotator.who().equals(who))
                .map(AnnotatorReport::review)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void gold_is_counted_apart_audited_items_count_in_no_accuracy_and_an_experts_word_is_a_final_label() {
        CrowdReport crowd = crowd(List.of(
                Tasks.people("a", 1, 1, 1),
                Tasks.people("b", 0, 0, 1),
                Tasks.people("alone", 1),
                Tasks.gold("gold", 1, 1, 0, 1),
                Tasks.adjudicated("decided", 0, 0, 1, 1),
                Tasks.audited(Tasks.people("confirmed", 1, 1, 0), 1),
                Tasks.audited(Tasks.accepted("auto", 0), 1)));

        AnnotatorReview second = of(crowd, "crowd/w1");
        assertThat(second.labels()).isEqualTo(5);
        assertThat(second.onGold()).hasValue(new Proportion(0, 1));
        assertThat(second.onConsensus()).hasValue(new Proportion(2, 3));
        assertThat(of(crowd, "crowd/w2").onConsensus()).hasValue(new Proportion(1, 3));
        assertThat(of(crowd, "crowd/w0").labels()).isEqualTo(6);
        assertThat(of(crowd, "crowd/w0").onConsensus()).hasValue(new Proportion(3, 3));
        assertThat(crowd.labels()).isEqualTo(16).isEqualTo(crowd.searched());
    }

    @Test
    void confusions_hold_answers_against_final_labels_an_auditors_and_experts_among_them() {
        CrowdReport crowd = crowd(List.of(
                Tasks.gold("gold", 1, 0, 1),
                Tasks.adjudicated("decided", 0, 1, 1),
                Tasks.audited(Tasks.people("refuted", 1, 1), 0)));

        assertThat(crowd.annotators().get(0).confusion().orElseThrow()).isEqualTo(new long[][] {{0, 2}, {1, 0}});
        assertThat(crowd.annotators().get(0).review().medianSeconds().orElseThrow())
                .isCloseTo(2, within(0.02));
    }

    @Test
    void the_worst_come_first_and_one_who_gives_one_answer_before_them() {
        List<SettledTask> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int truth = i % 2;
            int careless = i % 5 == 0 ? 1 - truth : truth;
            tasks.add(Tasks.people("p" + i, truth, truth, careless, 1));
        }

        CrowdReport crowd = crowd(tasks);

        assertThat(crowd.worstFirst().stream().map(AnnotatorReport::who).limit(2))
                .containsExactly("crowd/w3", "crowd/w2");
        assertThat(of(crowd, "crowd/w3").signals()).contains(new SpamSignal.OneAnswer(1, 1));
        assertThat(of(crowd, "crowd/w3").bias()).hasValueSatisfying(bias -> {
            assertThat(bias.towards()).isEqualTo(1);
            assertThat(bias.excess()).isEqualTo(0.5);
        });
    }

    @Test
    void an_accuracy_is_estimated_only_of_whoever_has_ten_labels_that_can_be_compared() {
        List<SettledTask> tasks = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            tasks.add(Tasks.people("p" + i, i % 2, i % 2));
        }
        for (int i = 0; i < 30; i++) {
            tasks.add(Tasks.people("alone" + i, i % 2));
        }
        CrowdReport nine = crowd(tasks);
        assertThat(nine.annotators())
                .allSatisfy(annotator -> assertThat(annotator.accuracy()).isEmpty());
        assertThat(of(nine, "crowd/w0").onConsensus()).hasValue(new Proportion(9, 9));

        tasks.add(Tasks.gold("gold", 1, 1));
        CrowdReport ten = crowd(tasks);
        assertThat(ten.annotators().get(0).accuracy()).isPresent();
        assertThat(ten.annotators().get(1).accuracy()).isEmpty();
    }

    @Test
    void one_whom_nobody_can_be_compared_with_has_no_accuracy_and_is_no_worse_than_anybody() {
        List<SettledTask> tasks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            tasks.add(Tasks.people("alone" + i, i % 2));
        }

        AnnotatorReport alone = crowd(tasks).annotators().get(0);

        assertThat(alone.accuracy()).isEmpty();
        assertThat(alone.review().onConsensus()).isEmpty();
        assertThat(alone.review().atBest()).isEqualTo(1);
    }

    @Test
    void who_is_wrong_in_all_of_a_few_labels_comes_first_without_an_estimate_and_is_not_said_to_favour_a_class() {
        List<SettledTask> tasks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int truth = i % 2;
            tasks.add(i < 9 ? Tasks.people("p" + i, 0, 0, 0, 1) : Tasks.people("p" + i, truth, truth, truth));
        }

        AnnotatorReport worst = crowd(tasks).worstFirst().get(0);

        assertThat(worst.who()).isEqualTo("crowd/w3");
        assertThat(worst.accuracy()).isEmpty();
        assertThat(worst.review().atBest()).isCloseTo(0.336, within(0.001));
        assertThat(worst.review().bias()).hasValue(new Bias(1, 1));
        assertThat(worst.review().toldBias()).isEmpty();
    }

    @Test
    void agreement_is_that_of_the_counters_of_the_peoples_items() {
        List<SettledTask> tasks = List.of(
                Tasks.people("a", 1, 1, 0),
                Tasks.people("b", 0, 0),
                Tasks.people("c", 1),
                Tasks.audited(Tasks.people("d", 1, 0), 0),
                Tasks.gold("gold", 1, 0, 0, 0));
        AgreementCounts counters = tasks.subList(0, 4).stream()
                .map(task -> AgreementCounts.ofUnit(
                        task.ballots().stream().mapToInt(Vote::answer).toArray(), 2))
                .reduce(AgreementCounts.EMPTY, AgreementCounts::plus);

        Map<String, OptionalDouble> measured = ClassQuality.agreement(tasks, 2).coefficients().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asOptional()));

        assertThat(measured.get("observed").orElseThrow())
                .isCloseTo(counters.observed().orElseThrow(), within(1e-12));
        assertThat(measured.get("fleissKappa").orElseThrow())
                .isCloseTo(counters.fleissKappa().orElseThrow(), within(1e-12));
        assertThat(measured.get("alphaNominal").orElseThrow())
                .isCloseTo(counters.alphaNominal().orElseThrow(), within(1e-12));
        assertThat(measured.get("gwetAC1").orElseThrow())
                .isCloseTo(counters.gwet(2, Weights.IDENTITY).orElseThrow(), within(1e-12));
        assertThat(measured.get("cohenKappa")).isPresent();
    }

    @Test
    void a_batch_without_people_has_nobody_and_no_agreement() {
        List<SettledTask> tasks = List.of(Tasks.audited(Tasks.accepted("auto", 1), 1));

        assertThat(crowd(tasks)).isEqualTo(new CrowdReport(List.of(), 0, 0));
        assertThat(ClassQuality.agreement(tasks, 2).coefficients().values())
                .allSatisfy(coefficient -> assertThat(coefficient.asOptional()).isEmpty());
    }
}
