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
    void a_period_without_work_owes_nothing_and_one_without_days_is_none() {
        List<Statement.Line> lines = new Statement(FIRST, AFTER).lines(batch -> Optional.of(PROMISING));

        assertThat(lines).containsExactly(new Statement.Line("", "", "TOTAL", 0, Work.NONE));
        assertThatThrownBy(() -> new Statement(AFTER, AFTER)).isInstanceOf(IllegalArgumentException.class);
    }
}
