package dev.labelmill.lambda.collect;

import static dev.labelmill.lambda.collect.ErrandDesk.ASSIGNMENT;
import static dev.labelmill.lambda.collect.ErrandDesk.ID;
import static dev.labelmill.lambda.collect.ErrandDesk.errand;
import static dev.labelmill.lambda.collect.ErrandDesk.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Label;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.stage.Events;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errands that come too early, to a vendor that does not answer or does not show its label yet. */
class WaitingErrandsTest extends WithErrandDesk {

    private static final ErrandMessage LABEL =
            new ErrandMessage("crowd", new Errand("label", "p/ckr5ii9wi5zj90y4w08dx5w8p", "delivery-1"));

    @Test
    void an_errand_waits_while_the_vendor_does_not_answer_and_is_run_when_it_does() {
        Handler collect = desk.undelayed();
        desk.vendor.answer(asked -> Said.later(503, "120"));

        assertThat(run(collect, errand(ID), errand("another"))).isZero();

        assertThat(desk.vendor.asked())
                .as("the vendor is not asked again meanwhile")
                .hasSize(1);
        assertThat(desk.delays).containsExactly(121, 121);
        assertThat(desk.labels()).isEmpty();
        List<JsonNode> waiting = desk.stage.drain(desk.stage.collectQueue);
        assertThat(waiting).hasSize(2);

        desk.vendor.answer(asked -> Said.ok(ASSIGNMENT));
        desk.pass(Duration.ofMinutes(2));
        assertThat(Events.failures(collect.handle(Events.queued(waiting)))).isZero();
        assertThat(desk.labels()).extracting(Label::priceNanos).containsExactly(12_000_000L, 12_000_000L);
        assertThat(desk.stage.drain(desk.stage.collectQueue)).isEmpty();
        assertThat(desk.stage.rejections("collect/crowd"))
                .as("what the vendor gave in place of the other one")
                .hasSize(1);
    }

    @Test
    void an_errand_that_always_fails_does_not_keep_the_next_one_from_the_vendor() {
        desk.vendor.answer(asked -> asked.path().endsWith("/bad") ? Said.status(500, "") : Said.ok(ASSIGNMENT));

        assertThat(run(desk.undelayed(), errand("bad"), errand(ID))).isZero();

        assertThat(desk.labels()).hasSize(2);
        assertThat(desk.stage.drain(desk.stage.collectQueue)).hasSize(1);
    }

    @Test
    void after_four_days_an_errand_in_vain_fails_like_any_message() {
        desk.vendor.answer(asked -> Said.status(503, ""));
        ErrandMessage old = errand(ID).triedInVain(desk.stage.now.minus(Duration.ofDays(5)), desk.stage.now);

        assertThat(run(desk.undelayed(), old)).isEqualTo(1);
        assertThat(desk.delays).isEmpty();
    }

    /** Labelbox's API shows the project, and the label if it is to. */
    private Said labelbox(VendorStandIn.Asked asked, boolean shows) {
        String label = shows ? Json.write(Events.sample("labelbox/label-radio.json")) : "{\"data\":{\"label\":null}}";
        return Said.ok(asked.body().contains("LabelmillProject") ? "{\"data\":{\"project\":{\"id\":\"p\"}}}" : label);
    }

    private Handler ofLabelbox() throws IOException {
        desk.speaks("labelbox");
        return desk.undelayed();
    }

    @Test
    void a_label_that_its_vendor_does_not_show_yet_is_looked_for_again() throws IOException {
        Handler collect = ofLabelbox();
        desk.vendor.answer(asked -> labelbox(asked, false));
        assertThat(run(collect, LABEL)).isZero();
        assertThat(desk.labels()).isEmpty();
        assertThat(desk.delays).containsExactly(11);

        desk.vendor.answer(asked -> labelbox(asked, true));
        desk.pass(Duration.ofSeconds(11));
        assertThat(Events.failures(collect.handle(Events.queued(desk.stage.drain(desk.stage.collectQueue)))))
                .isZero();

        assertThat(desk.labels()).hasSize(1);
        assertThat(desk.stage.rejections("collect/crowd")).isEmpty();
    }

    @Test
    void one_that_is_never_shown_is_told_and_stands_if_it_comes_after_all() throws IOException {
        Handler collect = ofLabelbox();
        desk.vendor.answer(asked -> labelbox(asked, false));
        run(collect, LABEL);
        for (int look = 0; look < 2; look++) {
            desk.pass(Duration.ofSeconds(61));
            assertThat(Events.failures(collect.handle(Events.queued(desk.stage.drain(desk.stage.collectQueue)))))
                    .isZero();
        }

        assertThat(desk.delays).containsExactly(11, 61);
        assertThat(desk.stage.drain(desk.stage.collectQueue)).isEmpty();
        assertThat(desk.stage.rejections("collect/crowd"))
                .singleElement()
                .satisfies(kept -> assertThat(kept.toString()).contains("does not have, asked 3 times"));

        desk.vendor.answer(asked -> labelbox(asked, true));
        run(collect, LABEL);
        assertThat(desk.labels()).hasSize(1);

        desk.vendor.answer(asked -> labelbox(asked, false));
        run(collect, LABEL.missed(desk.stage.now).missed(desk.stage.now));
        assertThat(desk.labels())
                .singleElement()
                .satisfies(label -> assertThat(label.isTombstone()).isTrue());
        assertThat(desk.stage.rejections("collect/crowd")).hasSize(1);
    }
}
