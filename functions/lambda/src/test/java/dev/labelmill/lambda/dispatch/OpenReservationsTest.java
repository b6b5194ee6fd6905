package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OpenReservationsTest {

    private static final Limits LIMITS = new Limits(OptionalLong.of(1_000), OptionalLong.empty());

    private final MemoryTable table = new MemoryTable("t");
    private final BudgetStore budgets = new BudgetStore(new Table(table, "t"));
    private final OpenReservations reservations = new OpenReservations(budgets);

    private void open(String id) {
        budgets.open(
                Dispatch.claiming(id, "b", "crowd", List.of("i"), Stage.START.plusSeconds(60)),
                Reservation.of("b", id, LocalDate.parse("2026-11-24"), 10, 2),
                LIMITS);
    }

    private List<String> unsettled(String... open) {
        return reservations.unsettled("b", List.of(open)).stream()
                .map(Reservation::dispatch)
                .toList();
    }

    @Test
    void a_settled_one_is_read_once_and_others_each_time() {
        open("d-1");
        open("d-2");
        budgets.change("b", "d-1", LIMITS, Reservation::settle);
        assertThat(unsettled("d-1", "d-2")).containsExactly("d-2");

        double before = table.units().read();
        assertThat(unsettled("d-1", "d-2")).containsExactly("d-2");
        double withOne = table.units().read() - before;
        budgets.change("b", "d-2", LIMITS, Reservation::settle);
        assertThat(unsettled("d-1", "d-2")).isEmpty();
        before = table.units().read();
        assertThat(unsettled("d-1", "d-2")).isEmpty();

        assertThat(withOne).isEqualTo(1);
        assertThat(table.units().read() - before).isZero();
    }

    @Test
    void a_dispatch_without_a_reservation_holds_nothing_up() {
        assertThat(unsettled("d-9")).isEmpty();
        assertThat(unsettled()).isEmpty();
    }
}
