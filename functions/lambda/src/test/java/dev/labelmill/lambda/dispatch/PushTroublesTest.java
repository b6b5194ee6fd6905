package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.notify.Notice;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.vendor.PushForm.Refused;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users are told of tasks that a vendor's API does not take. */
class PushTroublesTest {

    private static final Refused FIRST = new Refused("i0", "no such image");
    private static final Refused SECOND = new Refused("i1", "no such image");

    private final Desk desk = new Desk(PushDesk.SETTINGS);
    private final Batch batch = desk.batch();
    private final Vendor vendor = batch.settings().vendor("crowd").orElseThrow();
    private final Dispatch dispatch =
            Dispatch.claiming("d-1", "b", "crowd", List.of("i0", "i1", "i2"), Stage.START.plusSeconds(60));
    private final List<Notice> told = new ArrayList<>();
    private final PushTroubles troubles = new PushTroubles(
            desk.stage.batches(),
            new RejectedStore(desk.stage.table()),
            told::addAll,
            desk.stage.events(),
            () -> desk.stage.now);

    @Test
    void later_refusals_of_other_tasks_of_a_dispatch_are_news() {
        troubles.refused(batch, vendor, dispatch, List.of(FIRST));
        troubles.refused(batch, vendor, dispatch, List.of(SECOND));
        troubles.refused(batch, vendor, dispatch, List.of(FIRST, SECOND));
        troubles.refusedAltogether(batch, vendor, dispatch, "no such project");

        assertThat(told).hasSize(4).extracting(Notice::id).doesNotHaveDuplicates();
    }

    @Test
    void the_same_refusals_again_are_the_same_notice_in_whatever_order_they_come() {
        troubles.refused(batch, vendor, dispatch, List.of(FIRST, SECOND));
        troubles.refused(batch, vendor, dispatch, List.of(SECOND, FIRST));

        assertThat(told)
                .hasSize(2)
                .extracting(Notice::id)
                .containsOnly(told.get(0).id());
    }

    @Test
    void a_dispatch_that_is_refused_altogether_again_is_the_same_notice() {
        troubles.refusedAltogether(batch, vendor, dispatch, "no such project");
        troubles.refusedAltogether(batch, vendor, dispatch, "no such project");

        assertThat(told)
                .hasSize(2)
                .extracting(Notice::id)
                .containsOnly(told.get(0).id());
    }
}
