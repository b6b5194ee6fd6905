package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What several places say of a batch, by figure and place. */
final class SharedFigures {

    private static final int NANO_DIGITS = 9;

    private final SortedMap<String, SortedMap<String, BigDecimal>> figures = new TreeMap<>();

    /** What one place says. */
    final class Place {

        private final String name;

        private Place(String name) {
            this.name = name;
        }

        Place says(String figure, BigDecimal value) {
            figures.computeIfAbsent(figure, any -> new TreeMap<>()).put(name, value);
            return this;
        }

        Place says(String figure, long value) {
            return says(figure, BigDecimal.valueOf(value));
        }

        Place saysNanos(String figure, long nanos) {
            return says(figure, BigDecimal.valueOf(nanos, NANO_DIGITS));
        }

        /** A number, or the text of one; nothing if there is none. */
        Place says(String figure, JsonNode value) {
            return value.isNumber() || value.isTextual() ? says(figure, new BigDecimal(value.asText())) : this;
        }

        /** The same for several fields of an object, each under its own name. */
        Place saysAll(JsonNode object, String... fields) {
            for (String field : fields) {
                says(field, object.path(field));
            }
            return this;
        }

        /** Every field of an object, under a prefix. */
        Place saysEach(String prefix, JsonNode object) {
            object.properties().forEach(field -> says(prefix + field.getKey(), field.getValue()));
            return this;
        }
    }

    Place of(String place) {
        return new Place(place);
    }

    /** Figures that places say differently, with what each says. */
    List<String> disagreements() {
        List<String> found = new ArrayList<>();
        figures.forEach((figure, places) -> {
            if (places.values().stream()
                            .map(BigDecimal::stripTrailingZeros)
                            .distinct()
                            .count()
                    > 1) {
                found.add(figure + ": " + places);
            }
        });
        return found;
    }

    /** The places that say a figure. */
    List<String> placesOf(String figure) {
        return List.copyOf(figures.getOrDefault(figure, new TreeMap<>()).keySet());
    }
}
