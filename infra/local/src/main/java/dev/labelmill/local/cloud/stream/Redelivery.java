package dev.labelmill.local.cloud.stream;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What Lambda may deliver a second time. It promises each record at least once and in order within its shard; when it loses
 * its checkpoint, what it delivered comes again, cut into batches anew.
 */
@FunctionalInterface
public interface Redelivery {

    /**
     * A part of a batch that comes again.
     *
     * @param from index of its first record
     * @param to index after its last record
     */
    record Span(int from, int to) {}

    /**
     * The parts to deliver again after a batch was answered, in this order.
     *
     * @param shardId the shard
     * @param batch its number in the shard, from 0
     * @param size number of its records, at least 1
     */
    List<Span> again(String shardId, long batch, int size);

    /** Nothing comes twice. */
    static Redelivery none() {
        return (shardId, batch, size) -> List.of();
    }

    /**
     * A batch comes again with {@code probability}: whole, in two parts, or from some record on, equally often. The same
     * seed makes the same choice for the same shard and batch.
     */
    static Redelivery seeded(long seed, double probability) {
        return (shardId, batch, size) -> {
            SplittableRandom random = new SplittableRandom(seed ^ shardId.hashCode() * 0x9E3779B97F4A7C15L ^ batch);
            if (random.nextDouble() >= probability) {
                return List.of();
            }
            int cut = random.nextInt(size);
            return switch (random.nextInt(3)) {
                case 0 -> List.of(new Span(0, size));
                case 1 -> cut == 0 ? List.of(new Span(0, size)) : List.of(new Span(0, cut), new Span(cut, size));
                default -> List.of(new Span(cut, size));
            };
        };
    }
}
