package dev.labelmill.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.Idle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What tests ask of the events a stream's function got. */
final class StreamEvents {

    private StreamEvents() {}

    static void settle(StreamSource... sources) throws InterruptedException {
        assertThat(Idle.awaitAll(List.of(sources), Duration.ofMillis(300), Duration.ofSeconds(20)))
                .isTrue();
    }

    static List<JsonNode> records(List<JsonNode> events) {
        return events.stream().flatMap(event -> records(event).stream()).toList();
    }

    static List<JsonNode> records(JsonNode event) {
        return StreamSupport.stream(event.path("Records").spliterator(), false).toList();
    }

    static String sequence(JsonNode record) {
        return record.at("/dynamodb/SequenceNumber").asText();
    }

    static int value(JsonNode record) {
        return record.at("/dynamodb/NewImage/value/N").asInt();
    }

    static List<Integer> values(List<JsonNode> records) {
        return records.stream().map(StreamEvents::value).toList();
    }

    static Map<String, List<Integer>> valuesByKey(List<JsonNode> events) {
        Map<String, List<Integer>> values = new TreeMap<>();
        for (JsonNode record : records(events)) {
            values.computeIfAbsent(record.at("/dynamodb/Keys/pk/S").asText(), pk -> new ArrayList<>())
                    .add(value(record));
        }
        return values;
    }
}
