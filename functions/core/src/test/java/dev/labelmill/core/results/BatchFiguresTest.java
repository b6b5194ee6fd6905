package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.certificate.AnytimeBound;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Purpose;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BatchFiguresTest {

    private static final Counters TOTALS = new Counters()
            .add("items", 100)
            .add("rejected", 2)
            .add("autoAccepted", 60)
            .add("people", 30)
            .add("gold", 10)
            .add("tasks.human", 30)
            .add("state.human.resolved", 25)
            .add("state.human.open", 5)
            .add("tasks.gold", 10)
            .add("state.gold.resolved", 10)
            .add("resolvedBy.expert", 3)
            .add("labels.label", 66)
            .add("money.label", 660_000_000)
            .add("labels.adjudication", 3)
            .add("money.adjudication", 300_000_000)
            .add("labels.gold", 20)
            .add("money.gold", 200_000_000)
            .add("labels.audit", 12)
            .add("money.audit", 1_200_000_000)
            .add("ballots.gold", 20)
            .add("goldRight", 18)
            .add("audit.auto.done", 8)
            .add("audit.auto.due", 1)
            .add("audit.human.done", 4)
            .add("audit.human.out", 2)
            .add("auditErrors.human", 1)
            .add("spent.score.dynamodb", 1_001)
            .add("spent.prelabel.lambda", 2_000)
            .addAll(counters(AgreementCounts.ofUnit(new int[] {1, 1}, 2)))
            .addAll(counters(AgreementCounts.ofUnit(new int[] {0, 0}, 2)));

    private final BatchFigures figures = BatchFigures.of(TOTALS);

    private static Counters counters(AgreementCounts counts) {
        Counters counters = new Counters();
        counts.asCounters().forEach(counters::add);
        return counters;
    }

    @Test
    void hosted_models_are_paid_apart_from_the_platform() {
        BatchFigures calling = figures.spending(Spend.of("prelabel", Kind.MODEL, 500));

        assertThat(figures.modelNanos()).isZero();
        assertThat(calling.modelNanos()).isEqualTo(500);
        assertThat(calling.platformTotalNanos()).isEqualTo(3_001);
        assertThat(calling.totalNanos()).isEqualTo(figures.totalNanos() + 500);
    }

    @Test
    void money_is_split_into_labour_quality_control_and_platform_to_the_nano_dollar() {
        assertThat(figures.labourNanos()).isEqualTo(960_000_000);
        assertThat(figures.qualityControlNanos()).isEqualTo(1_400_000_000);
        assertThat(figures.platformTotalNanos()).isEqualTo(3_001);
        assertThat(Dollars.of(figures.totalNanos())).isEqualByComparingTo("2.360003001");
        assertThat(Dollars.share(figures.totalNanos(), figures.items())).isEqualByComparingTo("0.023600030");
    }

    @Test
    void what_is_settled_does_not_become_less_when_known_items_that_were_held_back_are_given_out() {
        Counters held = new Counters().addAll(TOTALS).add("goldHeld", 4);
        Counters givenOut =
                new Counters().addAll(TOTALS).add("state.gold.resolved", -4).add("state.gold.claimed", 4);

        assertThat(BatchFigures.of(held).settled()).isEqualTo(figures.settled() - 4);
        assertThat(BatchFigures.of(givenOut).settled()).isEqualTo(figures.settled() - 4);
    }

    @Test
    void nobody_shares_nothing() {
        assertThat(Dollars.share(5, 0)).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void labels_for_each_human_item_are_labels_and_adjudications_but_no_quality_control() {
        assertThat(figures.labelsPerHumanItem()).hasValue(2.3);
        assertThat(figures.work().get(Purpose.AUDIT).labels()).isEqualTo(12);
        assertThat(figures.labels()).isEqualTo(101);
    }

    @Test
    void what_waits_is_every_task_without_an_answer_and_every_audit_without_one() {
        assertThat(figures.waiting()).isEqualTo(5 + 1 + 2);
    }

    @Test
    void gold_and_agreement_are_shares_of_their_own_counts() {
        assertThat(figures.goldAccuracy()).hasValue(0.9);
        assertThat(figures.agreement().alphaNominal()).hasValue(1.0);
    }

    @Test
    void a_provisional_bound_uses_the_audits_answered_so_far_and_may_be_looked_at_each_minute() {
        double bound = (AnytimeBound.upper(0, 8, 60, 0.025) + AnytimeBound.upper(1, 4, 30, 0.025)) / 90.0;

        assertThat(figures.audited()).isEqualTo(12);
        assertThat(figures.provisionalCertificate(0.95).errorBound()).isCloseTo(bound, within(1e-9));
    }

    @Test
    void totals_that_show_audits_before_their_chunks_bound_nothing() {
        BatchFigures early = BatchFigures.of(new Counters().add("audit.auto.done", 3));

        assertThat(early.provisionalCertificate(0.95).errorBound()).isEqualTo(1);
    }

    @Test
    void an_empty_batch_has_no_ratios() {
        BatchFigures empty = BatchFigures.of(new Counters());

        assertThat(empty.labelsPerHumanItem()).isEmpty();
        assertThat(empty.goldAccuracy()).isEmpty();
        assertThat(empty.agreement().alphaNominal()).isEmpty();
        assertThat(empty.provisionalCertificate(0.95).errorBound()).isEqualTo(1);
        assertThat(empty.totalNanos()).isZero();
    }

    @Test
    void a_provisional_bound_counts_what_breaks_a_check_once() {
        BatchFigures checked = BatchFigures.of(new Counters()
                .addAll(TOTALS)
                .add("violations.auto", 6)
                .add("auditedViolations.auto", 2)
                .add("violations.human", 3)
                .add("auditedViolations.human", 1));

        // Of 60 accepted items 6 are known to be wrong, 2 of 8 audits among them; people's are errors of the sample.
        double bound = (6 + AnytimeBound.upper(0, 6, 54, 0.025) + AnytimeBound.upper(2, 4, 30, 0.025)) / 90.0;
        assertThat(checked.provisionalCertificate(0.95).errorBound()).isCloseTo(bound, within(1e-9));
        assertThat(checked.provisionalCertificate(0.95).errorBound())
                .isGreaterThan(figures.provisionalCertificate(0.95).errorBound());
    }

    @Test
    void a_provisional_bound_is_never_below_what_is_known_to_be_wrong() {
        Counters judged = new Counters()
                .add("people", 10)
                .add("audit.human.done", 10)
                .add("auditErrors.human", 1)
                .add("violations.human", 4);

        assertThat(BatchFigures.of(judged).provisionalCertificate(0.95).errorBound())
                .isEqualTo(0.4);
    }
}
