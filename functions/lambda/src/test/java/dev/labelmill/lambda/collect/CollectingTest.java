package dev.labelmill.lambda.collect;

import static dev.labelmill.lambda.collect.ErrandDesk.ASSIGNMENT;
import static dev.labelmill.lambda.collect.ErrandDesk.ID;
import static dev.labelmill.lambda.collect.ErrandDesk.errand;
import static dev.labelmill.lambda.collect.ErrandDesk.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What errands to a vendor whose API is reached over HTTP store and keep. */
class CollectingTest extends WithErrandDesk {

    @Test
    void the_sample_of_an_errand_is_run_once_its_time_has_come() {
        ObjectNode event = (ObjectNode) Events.sample("sqs/errand-message.json");
        ObjectNode record = (ObjectNode) event.path("Records").path(0);
        record.put("body", record.path("body").asText().replace("\"vendor\":\"toloka\"", "\"vendor\":\"crowd\""));
        Handler collect = desk.undelayed();

        assertThat(Events.failures(collect.handle(event))).isZero();
        assertThat(desk.vendor.asked()).isEmpty();
        assertThat(desk.labels()).isEmpty();

        desk.pass(Duration.ofSeconds(10));
        assertThat(Events.failures(collect.handle(Events.queued(desk.stage.drain(desk.stage.collectQueue)))))
                .isZero();
        assertThat(desk.labels()).hasSize(2);
    }

    @Test
    void what_the_vendor_never_gives_is_kept_with_its_reason_and_not_asked_again() {
        desk.vendor.answer(asked -> Said.status(404, "{}"));

        assertThat(run(desk.undelayed(), errand(ID))).isZero();

        assertThat(desk.stage.rejections("collect/crowd")).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("Toloka gives no such assignment: it answered with status 404");
            assertThat(rejected.content()).contains(ID);
        });
        assertThat(desk.stage.drain(desk.stage.collectQueue)).isEmpty();
        assertThat(desk.stage.counted()).anyMatch(line -> line.contains("webhook.unusable 1"));
    }

    @Test
    void whoever_has_a_body_told_again_under_other_names_buys_one_row_of_rejections() {
        desk.vendor.answer(asked -> Said.status(404, "{}"));
        Handler collect = desk.undelayed();

        for (String delivery : List.of("uuid-1", "uuid-2", "uuid-3")) {
            run(collect, new ErrandMessage("crowd", new Errand("assignment", ID, delivery)));
        }
        assertThat(desk.stage.rejections("collect/crowd")).hasSize(1);

        desk.vendor.answer(asked -> Said.ok(ASSIGNMENT.replace("\"i1\"", "\"i9\"")));
        for (String delivery : List.of("uuid-4", "uuid-5")) {
            run(collect, new ErrandMessage("crowd", new Errand("assignment", ID, delivery)));
        }
        assertThat(desk.stage.rejections("collect/crowd"))
                .as("and one for each label that the vendor then gives")
                .hasSize(2);
    }

    @Test
    void what_the_vendor_says_otherwise_later_on_the_day_is_kept_and_told_too() {
        Handler collect = desk.undelayed();
        for (String choice : List.of("2", "3", "3")) {
            desk.vendor.answer(asked -> Said.ok(ASSIGNMENT.replace("\"label\":\"0\"", "\"label\":\"" + choice + "\"")));
            run(collect, errand(ID));
        }

        assertThat(desk.stage.rejections("collect/crowd"))
                .extracting(Rejection::reason)
                .containsExactlyInAnyOrder(
                        "choice \"2\" is not one of the batch's classes",
                        "choice \"3\" is not one of the batch's classes");
        assertThat(desk.stage.drain(desk.stage.notifyQueue).stream()
                        .map(message -> message.at("/notice/id").asText())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void an_errand_to_a_vendor_without_secrets_fails_alone() {
        ErrandMessage unknown = new ErrandMessage("nobody", new Errand("assignment", ID, "uuid-1"));

        assertThat(run(desk.undelayed(), unknown, errand(ID))).isEqualTo(1);
        assertThat(desk.labels()).hasSize(2);
    }

    @Test
    void errands_that_come_twice_store_one_label_a_task() {
        Handler collect = desk.undelayed();

        assertThat(run(collect, errand(ID), errand(ID))).isZero();
        assertThat(run(collect, errand(ID))).isZero();

        assertThat(desk.labels()).hasSize(2);
        assertThat(desk.stage.rejections("collect/crowd")).isEmpty();
    }

    @Test
    void an_environment_that_dies_between_storing_and_answering_leaves_nothing_out_and_nothing_twice() {
        for (int write = 1; ; write++) {
            Crash crash = Crash.after(write);
            int failed = run(desk.stage.services(crash).collect(), errand(ID));
            if (!crash.happened()) {
                assertThat(write).isGreaterThan(1);
                break;
            }
            assertThat(failed).isEqualTo(1);
            assertThat(run(desk.stage.services().collect(), errand(ID))).isZero();
            assertThat(desk.labels()).hasSize(2);
        }
        assertThat(desk.labels()).hasSize(2);
    }
}
