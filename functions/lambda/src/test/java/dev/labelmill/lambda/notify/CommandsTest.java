package dev.labelmill.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.NoticeDelivery.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of notify by hand. */
class CommandsTest extends NotifiedEndpoint {

    @Test
    void a_delivery_is_sent_again_by_command_with_the_same_id_and_bytes() {
        tell();
        JsonNode answer = notifying().handle(redelivery());

        assertThat(answer.path("state").asText()).isEqualTo("DELIVERED");
        assertThat(receiver.asked()).hasSize(2);
        assertThat(receiver.asked().get(1).body())
                .isEqualTo(receiver.asked().get(0).body());
        assertThat(receiver.asked().get(1).headers().get("webhook-id")).isEqualTo(notice.id());
        assertThat(delivery().attempts()).hasSize(2);
    }

    private JsonNode command(String json) {
        return notifying().handle(Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_days_deliveries_are_listed_by_command_with_each_attempt() {
        tell();
        receiver.answer(asked -> Said.status(500, "{}"));
        Notice other = notice("digits\n4");
        tell(other);

        JsonNode answer = command("{'deliveries':{'endpoint':'ops','day':'" + day() + "'}}");

        assertThat(answer.path("more").asBoolean(true)).isFalse();
        assertThat(answer.path("deliveries")
                        .valueStream()
                        .map(one -> one.path("notice").asText() + " "
                                + one.path("type").asText() + " "
                                + one.path("state").asText() + " "
                                + one.at("/attempts/0/outcome").asText() + " " + one.has("next")))
                .containsExactlyInAnyOrder(
                        notice.id() + " batch.phase DELIVERED 200 false", other.id() + " batch.phase WAITING 500 true");
    }

    @Test
    void one_that_has_left_gets_all_that_was_given_up_when_it_is_asked_for() {
        receiver.answer(asked -> Said.status(410, "{}"));
        tell();
        receiver.answer(asked -> Said.ok("{}"));

        command("{'redeliver':{'endpoint':'ops','day':'" + day() + "'}}");
        work();

        assertThat(delivery().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void all_that_was_given_up_on_a_day_is_sent_again_by_one_command() {
        endpoints.set(0, elsewhere("gone"));
        endpoints.add(endpoint("ops", Set.of(), Set.of()));
        List<Notice> lost = List.of(notice, notice("digits\n4"));
        notifying().handle(event(lost.get(0).toMessage()));
        notifying().handle(event(lost.get(1).toMessage()));
        List<Endpoint> both = List.copyOf(endpoints);
        endpoints.clear();
        work();
        endpoints.addAll(both);
        String all = "{'redeliver':{'endpoint':'ops','day':'" + day() + "'}}";

        assertThat(command(all).path("queued").asInt()).isEqualTo(2);
        work();

        assertThat(receiver.asked()).extracting(Asked::path).containsOnly("/hook");
        assertThat(receiver.asked())
                .extracting(asked -> asked.headers().get("webhook-id"))
                .containsExactlyInAnyOrder(lost.get(0).id(), lost.get(1).id());
        assertThat(command(all).path("queued").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'redeliver':{'day':'2026-11-24','notice':'m'}} | redeliver.endpoint is missing",
                "{'redeliver':{'endpoint':'ops','day':'yesterday'}} | redeliver.day must be a day such as 2026-11-29",
                "{'redeliver':{'endpoint':'ops','day':'2026-11-24','id':'m'}} | redeliver.id is not a known field",
                "{'redeliver':{'endpoint':'ops','day':'2026-11-24','notice':'m'}} | endpoint \"ops\" has no delivery \"m\" of 2026-11-24",
                "{'redeliver':{'endpoint':'ops','day':'2026-11-24','notice':''}} | redeliver.notice must not be empty",
                "{'deliveries':{'endpoint':'ops'}} | deliveries.day is missing",
            })
    void a_command_that_cannot_be_done_is_told_in_a_sentence(String json, String sentence) {
        assertThat(command(json)).isEqualTo(Json.object().put("error", sentence));
    }
}
