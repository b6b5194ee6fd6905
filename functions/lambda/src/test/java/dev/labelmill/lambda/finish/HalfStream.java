package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Half of the partitions, and how far it has been read. */
final class HalfStream {
    private static final int TWICE = 3;
    private final int number;
    private int read;

    HalfStream(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** What is new among all changes so far, and a little of what is not. */
    List<JsonNode> next(List<JsonNode> changes) {
        List<JsonNode> own = changes.stream()
                .filter(change -> (change.at("/dynamodb/Keys/pk/S").asText().hashCode() & 1) == number)
                .toList();
        List<JsonNode> next = own.subList(Math.max(0, Math.min(read - TWICE, own.size())), own.size());
        read = own.size();
        return next;
    }
}
