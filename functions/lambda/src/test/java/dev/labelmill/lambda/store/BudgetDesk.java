package dev.labelmill.lambda.store;

import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore.Opened;
import dev.labelmill.lambda.store.LabelStore.Booked;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A batch with a budget, dispatches and labels that are paid out of it. */
abstract class BudgetDesk {

    static final LocalDate DAY = LocalDate.parse("2026-11-24");
    static final long PRICE = 10_000_000;

    final Stage stage = Stage.onServers();
    final BudgetStore budgets = new BudgetStore(stage.table());

    static Limits limits(long batch, long day) {
        return new Limits(OptionalLong.of(batch), OptionalLong.of(day));
    }

    static Dispatch dispatch(String id) {
        return Dispatch.claiming(id, "b", "crowd", List.of("i"), Stage.START.plusSeconds(60));
    }

    static Reservation labels(String dispatch, long labels) {
        return Reservation.of("b", dispatch, DAY, PRICE, labels);
    }

    static String item(String dispatch) {
        return "item of " + dispatch;
    }

    List<Label> labelsOf(String dispatch) {
        return stage.labels().of("b", item(dispatch));
    }

    static Label label(String dispatch, String annotator, long revision) {
        return Samples.label(
                "b", item(dispatch), "crowd", annotator, OptionalInt.of(1), revision, dispatch, Purpose.LABEL);
    }

    static Label takenBack(String dispatch, String annotator, long revision) {
        return Samples.label(
                "b", item(dispatch), "crowd", annotator, OptionalInt.empty(), revision, dispatch, Purpose.LABEL);
    }

    Opened open(String id, long labels, Limits limits) {
        return budgets.open(dispatch(id), labels(id, labels), limits);
    }

    /** As intake does; of a revision that is known nothing is written. */
    Booked book(Label label, Limits limits) {
        while (true) {
            VendorLabels read = stage.labels().of(label.batch(), label.item(), label.vendor());
            if (read.knows(label.annotator(), label.revision())) {
                return Booked.STALE;
            }
            Booked booked = stage.labels().store(read, label, limits);
            if (booked != Booked.STALE) {
                return booked;
            }
        }
    }

    Account batch() {
        return budgets.of("b");
    }
}
