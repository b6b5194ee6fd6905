package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Calls;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.VendorLabelStore;
import dev.labelmill.lambda.store.VendorLabelStore.Place;
import dev.labelmill.lambda.store.VendorLabelStore.Standing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Label Studio tells of a deletion by the annotation's id alone: the label goes, once and whatever comes first. */
class WithdrawalsTest {

    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1","7"]},"slices":2,
             "overlap":{"min":1,"max":3,"targetConfidence":0.9},
             "vendors":[
              {"name":"ls","tier":"crowd","format":"label-studio","pricePerLabel":0.02,"capacity":10,"deadlineSeconds":60}]}""";

    private final Stage stage = new Stage();

    WithdrawalsTest() {
        stage.secrets =
                Events.FOLDER.resolve("webhook/sample-secrets.json").toUri().toString();
        stage.batches().insert(Samples.labelling("digits", SETTINGS));
        stage.tasks().insert(Task.forPeople("digits", "i1", new ItemPlace(0, 0, 10), 0, 0.5, null, 1), 2);
        stage.tasks().update("digits", "i1", 2, t -> t.claim("d-5f1c0a9e4b7d2386", "ls", false));
    }

    @Test
    void a_deleted_annotation_is_no_label_any_more_and_costs_nothing() {
        assertThat(send(annotation(17, "09:59:58.536370"))).isEqualTo(answer(1, 0));
        assertThat(labels()).singleElement().satisfies(label -> {
            assertThat(label.vendorLabel()).hasValue("17");
            assertThat(label.priceNanos()).isEqualTo(20_000_000);
        });

        assertThat(send(deletion(17))).isEqualTo(answer(1, 0));
        assertThat(labels()).singleElement().satisfies(label -> {
            assertThat(label.isTombstone()).isTrue();
            assertThat(label.priceNanos()).isZero();
        });
        List<Label> once = labels();
        assertThat(send(deletion(17))).isEqualTo(answer(0, 1));
        assertThat(labels()).isEqualTo(once);
    }

    @Test
    void a_deletion_of_what_was_never_stored_does_nothing_and_pays_nothing() {
        assertThat(send(deletion(99))).isEqualTo(answer(0, 0));
        assertThat(send(deletion(99))).isEqualTo(answer(0, 0));
        assertThat(labels()).isEmpty();
    }

    @Test
    void an_annotation_that_comes_after_its_deletion_is_not_stored() {
        send(deletion(17));

        assertThat(send(annotation(17, "09:59:58.536370"))).isEqualTo(answer(0, 1));
        assertThat(labels()).isEmpty();
    }

    @Test
    void an_update_that_comes_after_the_deletion_brings_nothing_back() {
        send(annotation(17, "09:59:58.536370"));
        send(deletion(17));

        assertThat(send(annotation(17, "09:59:59.999999"))).isEqualTo(answer(0, 1));
        assertThat(labels()).singleElement().matches(Label::isTombstone);
    }

    @Test
    void the_annotators_new_annotation_counts_after_the_old_one_is_deleted_in_whatever_order() {
        send(annotation(17, "09:59:58.536370"));
        send(deletion(17));
        assertThat(send(annotation(18, "10:01:00.000000"))).isEqualTo(answer(1, 0));
        assertThat(send(deletion(17))).isEqualTo(answer(0, 1));

        assertThat(labels()).singleElement().satisfies(label -> {
            assertThat(label.isTombstone()).isFalse();
            assertThat(label.vendorLabel()).hasValue("18");
            assertThat(label.priceNanos()).isEqualTo(20_000_000);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_the_order_and_however_often_the_last_annotation_alone_stands(long seed) {
        List<JsonNode> deliveries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            deliveries.add(annotation(17, "09:59:58.536370"));
            deliveries.add(annotation(17, "09:59:59.000000"));
            deliveries.add(deletion(17));
            deliveries.add(annotation(18, "10:01:00.000000"));
            deliveries.add(annotation(19, "10:02:00.000000"));
            deliveries.add(deletion(19));
        }
        // The newest of all is deleted: what the annotator said before it is not brought back, and costs nothing.
        Collections.shuffle(deliveries, new Random(seed));
        deliveries.forEach(this::send);

        assertThat(labels()).hasSizeLessThanOrEqualTo(1).allSatisfy(label -> {
            assertThat(label.vendorLabel()).isNotEqualTo(Optional.of("17"));
            assertThat(label.isTombstone()).isEqualTo(label.vendorLabel().equals(Optional.of("19")));
            assertThat(label.priceNanos()).isEqualTo(label.isTombstone() ? 0 : 20_000_000);
        });
    }

    @Test
    void a_deletion_between_the_two_writes_of_its_label_keeps_the_label_out() {
        Crash crash = Crash.after(1);
        stage.services(crash).webhook().handle(annotation(17, "09:59:58.536370"));
        assertThat(crash.happened()).isTrue();
        assertThat(labels()).isEmpty();

        assertThat(send(deletion(17))).isEqualTo(answer(1, 0));
        assertThat(send(annotation(17, "09:59:58.536370"))).isEqualTo(answer(0, 1));
        assertThat(labels()).singleElement().matches(label -> label.isTombstone() && label.priceNanos() == 0);
    }

    @Test
    void a_label_whose_second_write_was_lost_is_stored_when_it_is_sent_again() {
        stage.services(Crash.after(1)).webhook().handle(annotation(17, "09:59:58.536370"));

        assertThat(send(annotation(17, "09:59:58.536370"))).isEqualTo(answer(1, 0));
        assertThat(labels()).singleElement().matches(label -> !label.isTombstone());
    }

    @Test
    void a_deletion_whose_second_write_was_lost_is_done_when_it_is_sent_again() {
        send(annotation(17, "09:59:58.536370"));
        stage.services(Crash.after(1)).webhook().handle(deletion(17));

        assertThat(send(deletion(17))).isEqualTo(answer(1, 0));
        assertThat(labels()).singleElement().matches(Label::isTombstone);
    }

    @Test
    void many_that_are_taken_back_at_once_are_looked_up_side_by_side() {
        send(annotation(17, "09:59:58.536370"));
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Calls calls = new Calls(call ->
                threads.add(call.equals("updateItem") ? Thread.currentThread().getName() : "any"));
        JsonNode all = changed("label-studio/annotations-deleted.json", body -> {
            ArrayNode gone = ((ArrayNode) body.get("annotations")).removeAll();
            IntStream.range(0, 40).forEach(id -> gone.addObject().put("id", id));
        });

        JsonNode answer = stage.services(calls.around(stage.dynamo)).webhook().handle(all);

        assertThat(ClaimedTasks.body(answer)).isEqualTo(answer(1, 0));
        assertThat(labels()).singleElement().matches(Label::isTombstone);
        assertThat(threads).containsExactlyInAnyOrder("any", "in-parallel");
    }

    @Test
    void one_id_names_one_label_and_what_nobody_knows_is_forgotten_in_time() {
        VendorLabelStore known = stage.vendorIds();
        assertThat(known.note("ls", "1", new Place("b", "i", "w", 5))).isEqualTo(Standing.STANDS);
        assertThat(known.note("ls", "1", new Place("b", "i", "w", 5))).isEqualTo(Standing.STANDS);
        assertThat(known.note("ls", "1", new Place("b", "i", "w", 3))).isEqualTo(Standing.STANDS);
        assertThat(known.note("ls", "1", new Place("b", "i2", "w", 9))).isEqualTo(Standing.ANOTHERS);
        assertThat(known.note("other", "1", new Place("b", "i2", "w", 9))).isEqualTo(Standing.STANDS);
        assertThat(known.withdraw("ls", "1", Stage.START)).hasValue(new Place("b", "i", "w", 5));
        assertThat(known.note("ls", "1", new Place("b", "i", "w", 9))).isEqualTo(Standing.WITHDRAWN);
        assertThat(known.withdraw("ls", "2", Stage.START)).isEmpty();
        assertThat(stage.rows())
                .filteredOn(row -> row.pk().equals("VENDORLABEL#ls#2"))
                .singleElement()
                .satisfies(row -> assertThat(row.number("ttl")).isEqualTo(Stage.START.getEpochSecond() + 30 * 86_400));
    }

    @Test
    void the_streams_readers_pass_over_where_labels_are() {
        send(annotation(17, "09:59:58.536370"));
        send(deletion(99));
        List<JsonNode> changes = stage.changes();
        assertThat(changes)
                .anyMatch(change -> change.at("/dynamodb/Keys/pk/S").asText().startsWith("VENDORLABEL#"));

        assertThat(Events.failures(stage.services().score().handle(Events.changed(changes))))
                .isZero();
        stage.services().tally().handle(Events.windowed("shard", changes));
        assertThat(stage.tallies().total("TALLY#digits").toString()).contains("labels");
    }

    /** What the annotator said last, be it that it is taken back. */
    private List<Label> labels() {
        return stage.labels().of("digits", "i1", "ls").last("1").stream().toList();
    }

    private JsonNode send(JsonNode event) {
        return Json.parse(
                stage.services().webhook().handle(event).path("body").asText().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode answer(int stored, int duplicates) {
        return Json.object().put("stored", stored).put("duplicates", duplicates);
    }

    private static JsonNode annotation(long id, String time) {
        return changed(
                "label-studio/annotation-created.json",
                body -> ((ObjectNode) body.get("annotation"))
                        .put("id", id)
                        .put("updated_at", "2026-11-24T" + time + "Z"));
    }

    private static JsonNode deletion(long id) {
        return changed(
                "label-studio/annotations-deleted.json",
                body -> ((ArrayNode) body.get("annotations"))
                        .removeAll()
                        .addObject()
                        .put("id", id));
    }

    private interface Change {
        void of(ObjectNode body);
    }

    private static JsonNode changed(String sample, Change change) {
        ObjectNode event = (ObjectNode) Events.sample(sample);
        ObjectNode body = (ObjectNode) Json.parse(event.get("body").textValue().getBytes(StandardCharsets.UTF_8));
        change.of(body);
        return event.put("body", Json.write(body));
    }
}
