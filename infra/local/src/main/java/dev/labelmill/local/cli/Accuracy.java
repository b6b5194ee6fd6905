package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.vendors.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good the labels are, by the truth. Items whose answer was known beforehand or came from an auditor do not count: they
 * would flatter the result.
 *
 * @param shares by how the item got its label
 */
record Accuracy(Map<By, Share> shares) {

    /** The file of results, one item a line. */
    static final String FILE = "labels.jsonl";

    /** How an item got a label that counts here. */
    enum By {
        PRELABEL,
        PEOPLE
    }

    /**
     * Some items.
     *
     * @param items with a truth
     * @param right of these, how many have the true label
     */
    record Share(long items, long right) {

        private static final Share NONE = new Share(0, 0);

        private Share plus(Share other) {
            return new Share(items + other.items, right + other.right);
        }

        private OptionalDouble accuracy() {
            return items == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / items);
        }
    }

    /**
     * Compares results with the truth.
     *
     * @param attribute name of the label's field in the results
     */
    static Accuracy of(Path results, String attribute, Truth truth) {
        Map<By, Share> shares = new EnumMap<>(By.class);
        try (BufferedReader lines = Files.newBufferedReader(results)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode item = Json.parse(line.getBytes(StandardCharsets.UTF_8));
                count(item.path("id").asText(), item.path(attribute + "-metadata"), truth, shares);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The results cannot be read", unreadable);
        }
        return new Accuracy(Map.copyOf(shares));
    }

    /** Of all items that count, 0 to 1; empty if there are none. */
    OptionalDouble all() {
        return shares.values().stream().reduce(Share.NONE, Share::plus).accuracy();
    }

    /** Of the auto-accepted ones. */
    OptionalDouble auto() {
        return shares.getOrDefault(By.PRELABEL, Share.NONE).accuracy();
    }

    /** Of those that people decided. */
    OptionalDouble human() {
        return shares.getOrDefault(By.PEOPLE, Share.NONE).accuracy();
    }

    /** Items that count. */
    long items() {
        return shares.values().stream().mapToLong(Share::items).sum();
    }

    void addTo(ObjectNode json) {
        all().ifPresent(value -> json.put("accuracy", value));
        auto().ifPresent(value -> json.put("autoAccuracy", value));
        human().ifPresent(value -> json.put("humanAccuracy", value));
        json.put("accuracyItems", items());
    }

    private static void count(String item, JsonNode label, Truth truth, Map<By, Share> shares) {
        Optional<By> by = by(label.path("labelmill").path("by").asText());
        Optional<String> known = truth.of(item);
        if (by.isPresent() && known.isPresent()) {
            boolean right = known.get().equals(label.path("class-name").asText());
            shares.merge(by.get(), new Share(1, right ? 1 : 0), Share::plus);
        }
    }

    private static Optional<By> by(String name) {
        return switch (name) {
            case "prelabel" -> Optional.of(By.PRELABEL);
            case "crowd", "expert" -> Optional.of(By.PEOPLE);
            default -> Optional.empty();
        };
    }
}
