package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.check.ClassRule;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ValueFindingsTest {

    private static final SeveralChoices TYPE = new SeveralChoices(List.of("a", "b", "c"));

    private static SettledValues<Selection> task(Optional<Integer> expert, Optional<Integer> audit, int... chosen) {
        return new SettledValues<>(
                0,
                "i",
                List.of(new Opinion<>("v/w0", set(chosen[0])), new Opinion<>("v/w1", set(chosen[1]))),
                List.of(1000L, 3000L),
                expert.map(ValueFindingsTest::set),
                audit.map(ValueFindingsTest::set),
                OptionalDouble.empty(),
                false);
    }

    private static <V extends LabelValue> Checks<V> unchecked(LabelType<V> type) {
        return new Checks<>(type, List.of());
    }

    private static Selection set(int index) {
        return Selection.of(List.of(index));
    }

    @Test
    void experts_and_auditors_are_taken_at_their_word_and_the_crowd_at_its_consensus() {
        SettledValues<Selection> agreed = task(Optional.empty(), Optional.empty(), 1, 1);
        SettledValues<Selection> decided = task(Optional.of(2), Optional.empty(), 0, 1);
        SettledValues<Selection> audited = task(Optional.of(2), Optional.of(0), 0, 1);
        ValueConsensus<Selection> consensus = ValueConsensus.of(List.of(agreed, decided, audited), TYPE);

        assertThat(consensus.label(agreed))
                .isEqualTo(new FinalValue<>(Optional.of(set(1)), 1, List.of(1.0), By.CROWD, 2));
        assertThat(consensus.label(decided))
                .isEqualTo(new FinalValue<>(Optional.of(set(2)), 1, List.of(1.0), By.EXPERT, 3));
        assertThat(consensus.beforeAudit(audited)).isEqualTo(consensus.label(decided));
        assertThat(consensus.label(audited))
                .isEqualTo(new FinalValue<>(Optional.of(set(0)), 1, List.of(1.0), By.AUDIT, 4));
    }

    @Test
    void findings_count_parts_people_agreement_and_audits() {
        List<SettledValues<Selection>> tasks = List.of(
                task(Optional.empty(), Optional.of(1), 1, 1),
                task(Optional.of(2), Optional.of(0), 0, 1),
                task(Optional.of(2), Optional.empty(), 2, 2));
        ValueFindings<Selection> findings = new ValueFindings<>(ValueConsensus.of(tasks, TYPE), unchecked(TYPE), 0);
        tasks.forEach(task -> findings.add(task, Subject.UNKNOWN));

        assertThat(findings.strata(9)).containsExactly(new Stratum("people", 9, 2, 1));
        assertThat(findings.partsByClass()).containsExactly(1, 1, 1);
        assertThat(findings.meanPairwiseAgreement()).hasValue(2.0 / 3);
        assertThat(findings.byWhom()).containsEntry(By.AUDIT, 2L).containsEntry(By.EXPERT, 1L);
    }

    @Test
    void an_audit_that_was_missed_confirms_nothing() {
        SettledValues<Selection> answered = task(Optional.empty(), Optional.of(1), 1, 1);
        SettledValues<Selection> decided = task(Optional.of(2), Optional.empty(), 0, 1);
        SettledValues<Selection> missed = new SettledValues<>(
                decided.offset(),
                decided.item(),
                decided.ballots(),
                decided.millis(),
                decided.expert(),
                decided.audit(),
                decided.accepted(),
                true);
        List<SettledValues<Selection>> tasks = List.of(answered, missed);
        ValueFindings<Selection> findings = new ValueFindings<>(ValueConsensus.of(tasks, TYPE), unchecked(TYPE), 0);
        tasks.forEach(task -> findings.add(task, Subject.UNKNOWN));

        assertThat(findings.strata(9)).containsExactly(new Stratum("people", 9, 2, 1));
    }

    @Test
    void an_item_whose_labels_were_all_taken_back_has_no_value_and_no_audit_confirms_it() {
        SettledValues<Quantity> empty = new SettledValues<>(
                0,
                "i",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new Quantity(1)),
                OptionalDouble.empty(),
                false);
        ValueConsensus<Quantity> consensus = ValueConsensus.of(List.of(empty), NumberEntry.any());
        ValueFindings<Quantity> findings = new ValueFindings<>(consensus, unchecked(NumberEntry.any()), 0.5);
        findings.add(empty, Subject.UNKNOWN);

        assertThat(consensus.beforeAudit(empty).value()).isEmpty();
        assertThat(consensus.beforeAudit(empty).confidence()).isZero();
        assertThat(findings.strata(1)).containsExactly(new Stratum("people", 1, 1, 1));
        assertThat(findings.meanPairwiseAgreement()).isEmpty();
    }

    private static SettledValues<Drawing> image(Optional<Drawing> audit, Drawing said) {
        return new SettledValues<>(
                0,
                "i",
                List.of(new Opinion<>("v/w0", said)),
                List.of(0L),
                Optional.empty(),
                audit,
                OptionalDouble.empty(),
                false);
    }

    @Test
    void labels_that_break_a_check_are_known_errors_and_audits_that_break_one_confirm_nothing() {
        Boxes type = new Boxes(List.of("car"));
        Subject image = new Subject.Image(100, 100);
        Drawing inside = new Drawing(List.of(Box.ofSize(50, 50, 50, 40, 0)));
        Drawing outside = new Drawing(List.of(Box.ofSize(50, 50, 51, 40, 0)));
        List<SettledValues<Drawing>> tasks = List.of(
                image(Optional.empty(), inside),
                image(Optional.of(inside), inside),
                image(Optional.of(outside), inside),
                image(Optional.of(inside), outside),
                image(Optional.empty(), outside));
        Checks<Drawing> checks = new Checks<>(type, List.of(new ClassRule.Required("a-car", "car")));
        ValueFindings<Drawing> findings = new ValueFindings<>(ValueConsensus.of(tasks, type), checks, 0.25);
        tasks.forEach(task -> findings.add(task, image));

        assertThat(findings.strata(5)).containsExactly(new Stratum("people", 5, 2, 1, 2));
        assertThat(findings.violations().items()).isEqualTo(2);
        assertThat(findings.violations().byCheck()).containsExactly(entry("a-car", 0L), entry("box-outside-image", 2L));
    }

    @Test
    void pre_labels_that_stand_are_a_stratum_of_their_own_and_their_audits_are_held_against_them() {
        ValueConsensus<Selection> consensus = ValueConsensus.of(List.of(), TYPE);
        ValueFindings<Selection> findings = new ValueFindings<>(consensus, unchecked(TYPE), 0);
        FinalValue<Selection> standing = FinalValue.accepted(set(1), 0.97);

        findings.add(standing, Optional.empty(), false, Subject.UNKNOWN);
        findings.add(standing, Optional.of(set(1)), false, Subject.UNKNOWN);
        findings.add(standing, Optional.of(set(2)), false, Subject.UNKNOWN);
        findings.add(standing, Optional.empty(), true, Subject.UNKNOWN);

        assertThat(findings.strata(4, 4))
                .as("an audit that nobody answered is an error")
                .containsExactly(new Stratum("auto-accepted", 4, 3, 2), new Stratum("people", 4, 0, 0));
        assertThat(findings.byWhom()).containsEntry(By.PRELABEL, 2L).containsEntry(By.AUDIT, 2L);
        assertThat(findings.partsByClass()).containsExactly(0, 3, 1);
        assertThat(standing.isHuman()).isFalse();
        assertThat(standing.support()).containsExactly(0.97);
    }
}
