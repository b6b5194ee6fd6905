package dev.labelmill.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
    private static final LocalDate AFTER = LocalDate.parse("2026-12-01");
    private static final PriceModel PROMISING = new PriceModel(
            new Rate.PerLabel(100),
            Map.of(),
            1_000,
            Optional.of(new Bonus(new BigDecimal("0.9"), 2, new BigDecimal("0.2"))));

    private static Postings label(LocalDate day, Work work) {
        return Postings.NONE.becomes(day, Posting.Kind.LABEL, work);
    }

    @Test
    void it_has_what_was_booked_on_its_days_the_bonus_and_what_is_missing_to_the_minimum_fee() {
        Statement statement = new Statement(FIRST, AFTER);
        statement.add("b", "GOLD", label(FIRST, new Work(100, 5, 1, 1)));
        statement.add("b", "GOLD", label(AFTER.minusDays(1), new Work(100, 6, 1, 1)));
        statement.add("b", "LABEL", label(FIRST.minusDays(1), new Work(7, 1, 0, 0)));
        statement.add("b", "LABEL", label(AFTER, new Work(9, 1, 0, 0)));

        assertThat(statement.lines(batch -> Optional.of(PROMISING)))
                .containsExactly(
                        new Statement.Line("b", "GOLD", "LABEL", 2, new Work(200, 11, 2, 2)),
                        new Statement.Line("b", "", "BONUS", 1, new Work(40, 0, 0, 0)),
                        new Statement.Line("", "", "MINIMUM_FEE", 1, new Work(760, 0, 0, 0)),
                        new Statement.Line("", "", "TOTAL", 4, new Work(1_000, 11, 2, 2)));
    }

    @Test
    void a_period_that_has_only_deletions_and_corrections_of_earlier_labels_has_no_minimum_fee_and_is_a_credit() {
        Statement december = new Statement(AFTER, AFTER.plusMonths(1));
        Postings november = label(FIRST, new Work(100, 5, 0, 0));
        december.add("b", "LABEL", november.becomes(AFTER, Posting.Kind.DELETION, Work.NONE));
        december.add("b", "LABEL", november.becomes(AFTER, Posting.Kind.CORRECTION, new Work(70, 5, 0, 0)));

        assertThat(december.lines(batch -> Optional.of(PROMISING)))
                .containsExactly(
                        new Statement.Line("b", "LABEL", "CORRECTION", 1, new Work(-30, 0, 0, 0)),
                        new Statement.Line("b", "LABEL", "DELETION", 1, new Work(-100, -5, 0, 0)),
                        new Statement.Line("", "", "TOTAL", 2, new Work(-130, -5, 0, 0)));
    }

    @Test
    void a_label_given_and_taken_back_in_a_period_asks_for_no_minimum_fee_but_one_taken_back_later_did() {
        Postings given = label(FIRST, new Work(100, 5, 0, 0));
        Statement same = new Statement(FIRST, AFTER);
        same.add("b", "LABEL", given.becomes(FIRST.plusDays(1), Posting.Kind.DELETION, Work.NONE));
        Statement later = new Statement(FIRST, AFTER);
        later.add("b", "LABEL", given.becomes(AFTER, Posting.Kind.DELETION, Work.NONE));

        assertThat(total(same)).isZero();
        assertThat(total(later)).isEqualTo(1_000);
    }

    @Test
    void what_is_missing_to_the_minimum_fee_is_not_more_by_a_credit_for_earlier_labels() {
        Statement statement = new Statement(AFTER, AFTER.plusMonths(1));
        statement.add("b", "LABEL", label(AFTER, new Work(400, 5, 0, 0)));
        statement.add(
                "b", "LABEL", label(FIRST, new Work(100, 5, 0, 0)).becomes(AFTER, Posting.Kind.DELETION, Work.NONE));

        assertThat(total(statement)).isEqualTo(900);
    }

    private static long total(Statement statement) {
        List<Statement.Line> lines = statement.lines(batch -> Optional.of(PROMISING));
        return lines.get(lines.size() - 1).work().nanos();
    }

    @Test
    void a_period_without_work_owes_nothing_and_one_without_days_is_none() {
        List<Statement.Line> lines = new Statement(FIRST, AFTER).lines(batch -> Optional.of(PROMISING));

        assertThat(lines).containsExactly(new Statement.Line("", "", "TOTAL", 0, Work.NONE));
        assertThatThrownBy(() -> new Statement(AFTER, AFTER)).isInstanceOf(IllegalArgumentException.class);
    }
}
