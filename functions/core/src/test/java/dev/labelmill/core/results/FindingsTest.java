package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.certificate.HypergeometricBound;
import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.check.ClassRule;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final SingleChoice TYPE = new SingleChoice(List.of("no", "yes"));

    private final List<SettledTask> tasks = List.of(
            Tasks.people("plain", 1, 1, 1),
            Tasks.audited(Tasks.people("confirmed", 1, 1, 1), 1),
            Tasks.audited(Tasks.people("refuted", 1, 1, 1), 0),
            Tasks.audited(Tasks.accepted("auto", 0), 0),
            Tasks.audited(Tasks.accepted("auto refuted", 0), 1),
            Tasks.gold("gold", 0, 0, 1));

    private final Findings findings = findings();

    private Findings findings() {
        Findings counted = new Findings(FinalConsensus.of(tasks, 2), new Checks<>(TYPE, List.of()));
        tasks.forEach(counted::add);
        counted.add(FinalLabel.accepted(1, 0.97));
        return counted;
    }

    @Test
    void an_error_is_a_label_before_its_audit_that_the_auditor_did_not_confirm() {
        assertThat(findings.strata(40, 30))
                .containsExactly(
                        new Stratum(BatchFigures.AUTO_STRATUM, 40, 2, 1),
                        new Stratum(BatchFigures.HUMAN_STRATUM, 30, 2, 1));
    }

    @Test
    void the_certificate_weighs_both_strata_and_leaves_gold_out() {
        Certificate certificate = Certificate.of(findings.strata(40, 30), 0.95);

        long wrong = HypergeometricBound.upper(1, 2, 40, 0.025) + HypergeometricBound.upper(1, 2, 30, 0.025);
        assertThat(certificate.errorBound()).isCloseTo(wrong / 70.0, within(1e-12));
        assertThat(certificate.errorEstimate()).hasValue(0.5);
    }

    @Test
    void labels_are_counted_by_who_decided_them_in_the_end() {
        assertThat(findings.byWhom())
                .containsEntry(By.CROWD, 1L)
                .containsEntry(By.AUDIT, 4L)
                .containsEntry(By.KNOWN, 1L)
                .containsEntry(By.PRELABEL, 1L)
                .doesNotContainKey(By.EXPERT);
    }

    @Test
    void classes_are_counted_with_the_auditors_answer_and_without_gold() {
        assertThat(findings.acceptedByClass()).containsExactly(1, 2);
        assertThat(findings.peopleByClass()).containsExactly(1, 2);
    }

    @Test
    void pre_labels_are_held_against_the_peoples_labels_only() {
        assertThat(findings.prelabelAgainstPeople()).isEqualTo(new long[][] {{0, 3}, {0, 0}});
    }

    @Test
    void labels_of_a_forbidden_class_are_known_errors_and_their_audits_count_for_nothing() {
        Checks<Choice> never = new Checks<>(TYPE, List.of(new ClassRule.Count("never-no", Optional.of("no"), 0, 0)));
        Findings counted = new Findings(FinalConsensus.of(tasks, 2), never);
        tasks.forEach(counted::add);
        counted.add(FinalLabel.accepted(0, 0.97));

        // Both audited pre-labels say "no"; of the people's labels none does before its audit.
        assertThat(counted.strata(40, 30))
                .containsExactly(
                        new Stratum(BatchFigures.AUTO_STRATUM, 40, 0, 0, 3),
                        new Stratum(BatchFigures.HUMAN_STRATUM, 30, 2, 1, 0));
        // In the end "no" is what two auditors say, what is known of the gold item, and one pre-label.
        assertThat(counted.violations().items()).isEqualTo(4);
        assertThat(counted.violations().byCheck()).containsExactly(entry("never-no", 4L));
        assertThat(findings.violations().byCheck()).isEmpty();
    }
}
