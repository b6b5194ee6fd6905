package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.PullDesk.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.http.WebhookDoor;
import dev.labelmill.lambda.stage.Signed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks asked for by a query string, whose signature is that of a body. */
class PullByGetTest {

    private final PullDesk desk = PullDesk.dispatched(5);

    private JsonNode answer(JsonNode event) {
        return desk.stage.services().webhook().handle(event);
    }

    private JsonNode asked(String id, String query) {
        return answer(Signed.asked("crowd", id, desk.stage.now, query));
    }

    private static int status(JsonNode answer) {
        return answer.path("statusCode").asInt();
    }

    @Test
    void tasks_come_with_a_lease_over_http_and_the_same_ones_when_it_is_asked_again() {
        try (WebhookDoor door = new WebhookDoor(() -> desk.stage.services().webhook())) {
            JsonNode event = Signed.asked("crowd", "get_1", desk.stage.now, "annotator=ann&most=3");
            JsonNode once = Signed.body(door.send(event));

            assertThat(items(once.path("tasks"))).containsExactlyInAnyOrder("i0", "i1", "i2");
            assertThat(once.at("/tasks/0/lease").asText()).isNotEmpty();
            assertThat(Signed.body(door.send(event))).isEqualTo(once);
            assertThat(items(desk.ask("ann", 20))).containsExactlyInAnyOrder("i3", "i4");
        }
    }

    @Test
    void what_is_answered_is_stored_by_nobody() {
        assertThat(asked("get_1", "annotator=ann&most=1")
                        .at("/headers/cache-control")
                        .asText())
                .isEqualTo("no-store");
    }

    @Test
    void an_annotators_name_is_percent_encoded_and_the_same_by_get_as_by_post() {
        asked("get_1", "most=20&annotator=Zo%C3%AB%2B1");

        assertThat(items(desk.ask("Zo\u00eb+1", 20))).isEmpty();
        assertThat(items(desk.ask("ann", 20))).hasSize(5);
    }

    @Test
    void a_query_that_was_not_signed_so_gets_nothing() {
        JsonNode event = Signed.asked("crowd", "get_1", desk.stage.now, "annotator=ann&most=1");

        assertThat(status(answer(((ObjectNode) event.deepCopy()).put("rawQueryString", "annotator=ann&most=2"))))
                .isEqualTo(401);
        assertThat(status(answer(((ObjectNode) event.deepCopy()).put("rawQueryString", ""))))
                .isEqualTo(401);
    }

    @Test
    void what_is_signed_as_a_query_is_no_body_and_a_body_is_no_query() {
        ObjectNode query = (ObjectNode) Signed.asked("crowd", "get_1", desk.stage.now, "annotator=ann&most=1");
        query.put("body", "annotator=ann&most=1").put("rawQueryString", "");
        query.withObject("/requestContext/http").put("method", "POST");
        assertThat(status(answer(query))).isEqualTo(400);

        ObjectNode body = (ObjectNode) Signed.wanted("crowd", "get_2", desk.stage.now, "ann", 1);
        body.put("rawQueryString", body.path("body").asText()).remove("body");
        body.withObject("/requestContext/http").put("method", "GET");
        assertThat(status(answer(body))).isEqualTo(400);
        assertThat(items(desk.ask("ann", 20))).hasSize(5);
    }

    /** A body of labels, for instance, whose text an annotator wrote. */
    @Test
    void a_signed_body_in_which_a_query_stands_is_no_query() {
        JsonNode answer = asked("get_1", "{\"data\":{\"note\":\"&annotator=ann&most=20&\"}}");

        assertThat(status(answer)).isEqualTo(400);
        assertThat(items(desk.ask("ann", 20))).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "most=3|422|annotator is missing",
                "annotator=ann|422|most is missing",
                "annotator=ann&most=0|422|most is not between 1 and 20",
                "annotator=ann&most=21|422|most is not between 1 and 20",
                "annotator=ann&most=three|422|most is not",
                "annotator=&most=1|422|annotator is",
                "annotator=ann&annotator=bob&most=1|422|twice",
                "annotator=a%2&most=1|400|percent-encoded",
                "annotator=a%ff&most=1|400|percent-encoded",
            })
    void a_query_that_asks_for_no_tasks_is_told_why_and_kept(String query, int status, String reason) {
        JsonNode answer = asked("get_1", query);

        assertThat(status(answer)).isEqualTo(status);
        assertThat(Signed.body(answer).path("error").asText()).contains(reason);
        assertThat(desk.stage.rejections("webhook/crowd")).hasSize(1);
    }

    @Test
    void labels_are_not_sent_by_get_and_tasks_by_nothing_but_get_and_post() {
        ObjectNode labels = (ObjectNode) Signed.asked("crowd", "get_1", desk.stage.now, "a=b");
        labels.put("rawPath", "/webhooks/crowd");
        ObjectNode deleted = (ObjectNode) Signed.asked("crowd", "get_1", desk.stage.now, "annotator=ann&most=1");
        deleted.withObject("/requestContext/http").put("method", "DELETE");

        assertThat(status(answer(labels))).isEqualTo(405);
        assertThat(answer(labels).at("/headers/allow").asText()).isEqualTo("POST");
        assertThat(status(answer(deleted))).isEqualTo(405);
        assertThat(answer(deleted).at("/headers/allow").asText()).isEqualTo("GET, POST");
    }
}
