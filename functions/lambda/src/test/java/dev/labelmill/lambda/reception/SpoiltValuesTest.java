package dev.labelmill.lambda.reception;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.SpoiltBodies;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spoilt labels that are no classes, in our own form and in Label Studio's: {@link FuzzTest} has single choices alone. */
class SpoiltValuesTest {

    /** For each type: few in every build, more by {@code -Dlabelmill.fuzz.values=20000}. */
    private static final int REQUESTS = Integer.getInteger("labelmill.fuzz.values", 150);

    private static final int ITEMS = 50;
    private static final String LINE = "{\"id\":\"i1\",\"source\":\"a text of it\"}";

    /** Types of labels, each with a value and a region that says one. */
    private enum Kind {
        SEVERAL(
                "{\"kind\":\"several-choices\",\"classes\":[\"a\",\"b\",\"c\"]}",
                "[\"a\",\"b\"]",
                "{\"type\":\"choices\",\"value\":{\"choices\":[\"a\",\"b\"]}}"),
        RATING(
                "{\"kind\":\"rating\",\"lowest\":1,\"highest\":5}",
                "4",
                "{\"type\":\"rating\",\"value\":{\"rating\":4}}"),
        NUMBER(
                "{\"kind\":\"number\",\"min\":0,\"max\":100}",
                "12.5",
                "{\"type\":\"number\",\"value\":{\"number\":4.5}}"),
        BOXES(
                "{\"kind\":\"boxes\",\"classes\":[\"a\",\"b\"]}",
                "[{\"label\":\"a\",\"left\":1,\"top\":2,\"width\":30.5,\"height\":40}]",
                "{\"type\":\"rectanglelabels\",\"original_width\":600,\"original_height\":400,\"value\":{\"x\":1.5,\"y\":2,"
                        + "\"width\":30,\"height\":40,\"rotation\":0,\"rectanglelabels\":[\"a\"]}}"),
        SPANS(
                "{\"kind\":\"spans\",\"classes\":[\"a\",\"b\"]}",
                "[{\"label\":\"a\",\"start\":0,\"end\":5}]",
                "{\"type\":\"labels\",\"value\":{\"start\":0,\"end\":5,\"labels\":[\"a\"]}}");

        private final String type;
        private final String value;
        private final String region;

        Kind(String type, String value, String region) {
            this.type = type;
            this.value = value;
            this.region = region;
        }

        /** A label of an item in our own form. */
        String labelmill(String item) {
            return ClaimedTasks.submitted("{\"task\":\"" + item + "\",\"annotator\":\"w1\",\"value\":" + value + "}");
        }

        /** The same in Label Studio's. */
        String labelStudio(String item, int id) {
            return "{\"action\":\"ANNOTATION_CREATED\",\"annotation\":{\"id\":" + id + ",\"completed_by\":1,"
                    + "\"was_cancelled\":false,\"updated_at\":\"2026-11-24T09:59:58.536370Z\",\"lead_time\":3.5,\"result\":["
                    + region + "]},\"task\":{\"id\":4,\"data\":{\"labelmill_batch\":\"digits\",\"labelmill_task\":\""
                    + item + "\"}}}";
        }
    }

    private final Stage stage = new Stage();

    @ParameterizedTest
    @EnumSource
    void none_breaks_the_door(Kind kind) {
        Handler webhook = taskOf(kind);
        Random random = new Random(7);
        Set<Integer> statuses = new TreeSet<>();
        for (int n = 0; n < REQUESTS; n++) {
            stage.now = Stage.START.plusMillis(n % 290_000L);
            String item = "i" + random.nextInt(ITEMS);
            boolean own = random.nextBoolean();
            String body = own ? kind.labelmill(item) : kind.labelStudio(item, n);
            String spoilt = new String(new SpoiltBodies(random).of(List.of(body.getBytes(UTF_8))), UTF_8);

            JsonNode answer = webhook.handle(own ? ClaimedTasks.signed("m-" + n, spoilt) : told(spoilt));

            int status = answer.path("statusCode").asInt();
            assertThat(status).as("%s", spoilt).isIn(200, 400, 422);
            statuses.add(status);
        }
        assertThat(statuses).containsExactly(200, 400, 422);
    }

    private static JsonNode told(String body) {
        return ((ObjectNode) Events.sample("label-studio/annotation-created.json")).put("body", body);
    }

    private Handler taskOf(Kind kind) {
        stage.secrets =
                Events.FOLDER.resolve("webhook/sample-secrets.json").toUri().toString();
        stage.batches().insert(Samples.labelling("digits", """
                {"project":"demo","labelType":%s,"slices":2,"overlap":{"min":3,"max":3,"targetConfidence":0.9},"vendors":[
                 {"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":9,"deadlineSeconds":60},
                 {"name":"ls","tier":"crowd","format":"label-studio","pricePerLabel":0.02,"capacity":9,"deadlineSeconds":60}]}\
                """.formatted(kind.type)));
        String manifest = Layout.manifest("digits");
        stage.upload(manifest, LINE);
        stage.chunks().cut(List.of(Chunk.cut("digits", 0, manifest, 0, LINE.length(), "etag")));
        for (int i = 0; i < ITEMS; i++) {
            String item = "i" + i;
            stage.tasks()
                    .insert(Task.forPeople("digits", item, new ItemPlace(0, 0, LINE.length()), 0, 0.5, null, 3), 2);
            for (Map.Entry<String, String> claim :
                    Map.of("crowd", "d-1", "ls", "d-2").entrySet()) {
                stage.tasks()
                        .update(
                                "digits",
                                item,
                                2,
                                task -> task.expire("d-1")
                                        .expire("d-2")
                                        .claim(claim.getValue(), claim.getKey(), false));
            }
        }
        return stage.services().webhook();
    }
}
