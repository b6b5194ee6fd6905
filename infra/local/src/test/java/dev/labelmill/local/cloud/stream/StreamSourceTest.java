package dev.labelmill.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.Recorder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamSourceTest {

    private static final Duration FILL = Duration.ofMillis(200);

    private final StreamedTable table = new StreamedTable();

    @AfterEach
    void stop() {
        table.close();
    }

    @Test
    void changes_arrive_as_lambdas_event() throws Exception {
        Recorder function = new Recorder("{}");
        table.put(Map.of(
                "pk", AttributeValue.fromS("p"),
                "sk", AttributeValue.fromS("s"),
                "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("hi")),
                "list", AttributeValue.fromL(List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true))),
                "map", AttributeValue.fromM(Map.of("n", AttributeValue.fromN("1.5"))),
                "set", AttributeValue.fromSs(List.of("x"))));
        table.delete("p", "s");

        try (StreamSource source = table.source(function, StreamSettings.of("f"))) {
            StreamEvents.settle(source);
        }

        JsonNode insert = StreamEvents.records(function.events()).get(0);
        assertThat(insert.path("eventName").asText()).isEqualTo("INSERT");
        assertThat(insert.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(insert.path("eventSourceARN").asText()).isEqualTo(table.streamArn());
        assertThat(insert.path("eventID").asText()).isNotEmpty();
        JsonNode change = insert.path("dynamodb");
        assertThat(change.path("Keys").toString()).isEqualTo("{\"sk\":{\"S\":\"s\"},\"pk\":{\"S\":\"p\"}}");
        assertThat(change.at("/NewImage/bytes/B").asText()).isEqualTo("aGk=");
        assertThat(change.at("/NewImage/list/L").toString()).isEqualTo("[{\"BOOL\":true},{\"NULL\":true}]");
        assertThat(change.at("/NewImage/map/M/n/N").asText()).isEqualTo("1.5");
        assertThat(change.at("/NewImage/set/SS").toString()).isEqualTo("[\"x\"]");
        assertThat(change.has("OldImage")).isFalse();
        assertThat(change.path("SequenceNumber").asText()).isNotEmpty();
        assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(change.path("ApproximateCreationDateTime").asLong()).isPositive();
        JsonNode remove = StreamEvents.records(function.events()).get(1);
        assertThat(remove.path("eventName").asText()).isEqualTo("REMOVE");
        assertThat(remove.path("dynamodb").has("NewImage")).isFalse();
        assertThat(remove.at("/dynamodb/OldImage/bytes/B").asText()).isEqualTo("aGk=");
    }

    @Test
    void each_key_keeps_its_order_over_several_shards() throws Exception {
        Recorder function = new Recorder("{}");
        try (StreamSource source = table.source(function, StreamSettings.of("f").withShards(4))) {
            assertThat(source.shardIds()).hasSize(4).doesNotHaveDuplicates();
            table.write(10, 20);
            StreamEvents.settle(source);
        }

        assertThat(StreamEvents.valuesByKey(function.events()))
                .hasSize(10)
                .allSatisfy((pk, values) -> assertThat(values)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 20).boxed().toList()));
    }

    @Test
    void the_lowest_failed_record_and_all_after_it_come_again() throws Exception {
        Set<String> seen = new HashSet<>();
        Recorder function = new Recorder(event -> {
            List<JsonNode> records = StreamEvents.records(event);
            JsonNode last = records.get(records.size() - 1);
            JsonNode third = records.size() > 2 ? records.get(2) : last;
            return seen.add(StreamEvents.sequence(third))
                    ? "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + StreamEvents.sequence(last)
                            + "\"},{\"itemIdentifier\":\"" + StreamEvents.sequence(third) + "\"}]}"
                    : "{\"batchItemFailures\":[]}";
        });
        table.write(1, 5);

        try (StreamSource source = table.source(function, StreamSettings.of("f").withBatches(100, FILL))) {
            StreamEvents.settle(source);
        }

        assertThat(function.events())
                .extracting(event -> StreamEvents.values(StreamEvents.records(event)))
                .containsExactly(List.of(0, 1, 2, 3, 4), List.of(2, 3, 4), List.of(4));
    }

    @Test
    void a_failing_function_gets_the_same_batch_until_it_succeeds() throws Exception {
        Recorder function = new Recorder(event -> {
            throw new IllegalStateException("told to");
        });
        table.write(1, 3);

        try (StreamSource source = table.source(function, StreamSettings.of("f").withBatches(2, FILL))) {
            Recorder.await(() -> function.events().size() >= 3);
            assertThat(source.undelivered()).isEqualTo(3);
            assertThat(source.idle()).isFalse();
            function.answer(event -> "");
            StreamEvents.settle(source);
        }

        assertThat(function.events())
                .extracting(event -> StreamEvents.values(StreamEvents.records(event)))
                .startsWith(List.of(0, 1), List.of(0, 1), List.of(0, 1))
                .endsWith(List.of(0, 1), List.of(2));
    }

    @Test
    void a_record_that_fails_is_found_by_halves_and_does_not_hold_up_those_before_it() throws Exception {
        Recorder function = new Recorder(event -> {
            if (StreamEvents.values(StreamEvents.records(event)).contains(3)) {
                throw new IllegalStateException("told to");
            }
            return "";
        });
        table.write(1, 4);

        try (StreamSource source = table.source(
                function, StreamSettings.of("f").withBatches(4, FILL).withBisect(true))) {
            Recorder.await(() -> source.undelivered() == 4
                    && function.events().stream()
                            .anyMatch(event -> StreamEvents.values(StreamEvents.records(event))
                                    .equals(List.of(3))));
            function.answer(event -> "");
            StreamEvents.settle(source);
        }

        assertThat(function.events())
                .extracting(event -> StreamEvents.values(StreamEvents.records(event)))
                .startsWith(List.of(0, 1, 2, 3), List.of(0, 1), List.of(2, 3), List.of(2), List.of(3));
    }

    @Test
    void a_record_that_fails_for_too_long_is_given_up_and_told() throws Exception {
        Recorder function = new Recorder(event -> {
            if (StreamEvents.values(StreamEvents.records(event)).contains(0)) {
                throw new IllegalStateException("told to");
            }
            return "";
        });
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        table.write(1, 2);

        StreamSettings settings = StreamSettings.of("f")
                .withBatches(1, Duration.ZERO)
                .withExpiry(Optional.of(new StreamSettings.Expiry(Duration.ofSeconds(2), told::add)));
        try (StreamSource source = table.source(function, settings)) {
            StreamEvents.settle(source);
        }

        assertThat(told).hasSize(1);
        JsonNode batch = told.get(0).path("DDBStreamBatchInfo");
        assertThat(batch.path("batchSize").asInt()).isEqualTo(1);
        assertThat(batch.path("startSequenceNumber")).isEqualTo(batch.path("endSequenceNumber"));
        assertThat(StreamEvents.sequence(StreamEvents.records(function.events()).get(0)))
                .isEqualTo(batch.path("startSequenceNumber").asText());
        assertThat(StreamEvents.values(StreamEvents.records(function.events()))).endsWith(1);
    }

    @Test
    void a_filter_passes_by_what_the_function_does_not_want() throws Exception {
        Recorder function = new Recorder("");
        table.put("TASK#a", "TASK", 1);
        table.put("TASK#a", "LABEL#v#w", 2);
        table.put("TALLY#a", "LABEL#v#w", 3);

        try (StreamSource source = table.source(
                function,
                StreamSettings.of("f")
                        .withFilter(record -> record.at("/dynamodb/Keys/sk/S")
                                        .asText()
                                        .startsWith("LABEL#")
                                && record.at("/dynamodb/Keys/pk/S").asText().startsWith("TASK#")))) {
            StreamEvents.settle(source);
        }

        assertThat(StreamEvents.values(StreamEvents.records(function.events()))).containsExactly(2);
    }

    @Test
    void a_split_shard_is_drained_before_its_children_are_read() throws Exception {
        List<JsonNode> served = new CopyOnWriteArrayList<>();
        Recorder function = new Recorder(event -> {
            throw new IllegalStateException("not yet");
        });
        try (StreamSource source =
                table.source(function, StreamSettings.of("f").withTumblingWindow(Optional.of(Duration.ofHours(1))))) {
            String parent = source.shardIds().get(0);
            table.write(8, 3);
            Recorder.await(() -> source.undelivered() == 24);

            List<String> children = source.split(parent);
            table.write(8, 3);
            Recorder.await(() -> source.undelivered() == 48);
            function.answer(event -> {
                served.add(event);
                return "{\"state\":{}}";
            });
            StreamEvents.settle(source);

            assertThat(source.shardIds()).containsExactlyElementsOf(children).doesNotContain(parent);
            assertThatThrownBy(() -> source.split(parent)).isInstanceOf(IllegalArgumentException.class);
            List<String> readShards =
                    served.stream().map(event -> event.path("shardId").asText()).toList();
            assertThat(Set.copyOf(readShards)).isEqualTo(Set.of(parent, children.get(0), children.get(1)));
            assertThat(readShards.lastIndexOf(parent))
                    .isLessThan(Math.min(readShards.indexOf(children.get(0)), readShards.indexOf(children.get(1))));
        }
        assertThat(StreamEvents.valuesByKey(served))
                .hasSize(8)
                .allSatisfy((pk, values) -> assertThat(values).containsExactly(0, 1, 2, 0, 1, 2));
    }

    @Test
    void redelivery_repeats_records_and_never_reorders_them() throws Exception {
        Recorder function = new Recorder("");
        StreamSettings settings = StreamSettings.of("f")
                .withShards(2)
                .withBatches(5, Duration.ZERO)
                .withRedelivery(Redelivery.seeded(7, 0.6));
        table.write(6, 30);

        try (StreamSource source = table.source(function, settings)) {
            StreamEvents.settle(source);
        }

        assertThat(StreamEvents.records(function.events()).size()).isGreaterThan(180);
        assertThat(StreamEvents.valuesByKey(function.events())).hasSize(6).allSatisfy((pk, values) -> {
            List<Integer> firsts = values.stream().distinct().toList();
            assertThat(firsts).isSorted().hasSize(30);
        });
    }

    @Test
    void two_readers_each_get_everything() throws Exception {
        Recorder one = new Recorder("");
        Recorder two = new Recorder("");
        table.write(2, 4);

        try (StreamSource first = table.source(one, StreamSettings.of("f"));
                StreamSource second = table.source(two, StreamSettings.of("f").withShards(3))) {
            StreamEvents.settle(first, second);
        }

        assertThat(StreamEvents.valuesByKey(one.events())).isEqualTo(StreamEvents.valuesByKey(two.events()));
        assertThat(StreamEvents.records(one.events())).hasSize(8);
    }
}
