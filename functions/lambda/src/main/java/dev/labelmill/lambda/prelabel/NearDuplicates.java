package dev.labelmill.lambda.prelabel;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A chunk's items that take the label of another one, and those that others take theirs from.
 *
 * @param represented    by the offset of the item's line: whose label it takes
 * @param representatives offsets of the items' lines that others, here or in later chunks, take their label from
 */
public record NearDuplicates(SortedMap<Long, Place> represented, Set<Long> representatives) {

    /** Every item has a label of its own. */
    public static final NearDuplicates NONE = new NearDuplicates(Collections.emptySortedMap(), Set.of());

    private static final String REPRESENTATIVE = "representative";

    /** Where an item lies: in which chunk, and from where on in its object. */
    public record Place(int chunk, long offset) {}

    /** Makes them unmodifiable. */
    public NearDuplicates {
        represented = Collections.unmodifiableSortedMap(represented);
        representatives = Collections.unmodifiableSet(representatives);
    }

    /** Picks what is of one chunk out of what is of a batch. */
    static final class Builder {
        private final int chunk;
        private final SortedMap<Long, Place> represented = new TreeMap<>();
        private final Set<Long> representatives = new HashSet<>();

        Builder(int chunk) {
            this.chunk = chunk;
        }

        void add(int itsChunk, long itsOffset, int representativesChunk, long representativesOffset) {
            if (itsChunk == chunk) {
                represented.put(itsOffset, new Place(representativesChunk, representativesOffset));
            }
            if (representativesChunk == chunk) {
                representatives.add(representativesOffset);
            }
        }

        NearDuplicates build() {
            return new NearDuplicates(represented, representatives);
        }
    }

    boolean contains(long offset) {
        return represented.containsKey(offset);
    }

    /** Stores them, for {@code finish} to read with the chunk's labels. */
    void write(Bucket bucket, String batch, int chunk) {
        StringBuilder lines = new StringBuilder();
        represented.forEach((offset, place) -> lines.append(offset)
                .append('\t')
                .append(place.chunk())
                .append('\t')
                .append(place.offset())
                .append('\n'));
        representatives.stream()
                .sorted()
                .forEach(offset ->
                        lines.append(REPRESENTATIVE).append('\t').append(offset).append('\n'));
        bucket.put(
                Layout.nearDuplicates(batch, chunk),
                "text/tab-separated-values",
                lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Those of a chunk of a batch that asks for them. */
    public static NearDuplicates read(Bucket bucket, String batch, int chunk) {
        Builder found = new Builder(chunk);
        String lines =
                new String(bucket.read(Layout.nearDuplicates(batch, chunk)).orElseThrow(), StandardCharsets.UTF_8);
        lines.lines().map(line -> line.split("\t", -1)).forEach(parts -> {
            if (parts[0].equals(REPRESENTATIVE)) {
                found.representatives.add(Long.parseLong(parts[1]));
            } else {
                found.represented.put(
                        Long.parseLong(parts[0]), new Place(Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
            }
        });
        return found.build();
    }
}
