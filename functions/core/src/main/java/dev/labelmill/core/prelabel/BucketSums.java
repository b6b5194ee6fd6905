package dev.labelmill.core.prelabel;

import java.util.Arrays;

/**
 * What hashes add up to in each bucket: a hash adds +1 (lowest bit clear) or −1 (set) to bucket ⌊h·buckets/2³²⌋ (Lemire, "Fast
 * random integer generation in an interval", ACM Transactions on Modeling and Computer Simulation 29, 2019). May be used
 * again and again.
 */
final class BucketSums {

    /** Many slots spare a short text searching; for a long one memory counts more. */
    private static final int FEW = 1 << 13;

    private static final int SLOTS_OF_FEW = 8;
    private static final int SLOTS_OF_MANY = 2;

    /** Where a bucket stands in the lists, or 0, found by linear probing. */
    private final int[] slots;

    private final int[] buckets;
    private final int[] sums;
    private int mask;
    private int size;

    /** @param most buckets that get a hash */
    BucketSums(int most) {
        slots = new int[slots(most)];
        buckets = new int[most + 1];
        sums = new int[most + 1];
    }

    private static int slots(int buckets) {
        return 2 * Integer.highestOneBit((buckets <= FEW ? SLOTS_OF_FEW : SLOTS_OF_MANY) * Math.max(1, buckets));
    }

    /**
     * Makes room.
     *
     * @param hashes most that will be added
     * @param among number of buckets
     */
    void clear(long hashes, int among) {
        mask = Math.min(slots.length, slots((int) Math.min(hashes, among))) - 1;
        Arrays.fill(slots, 0, mask + 1, 0);
        size = 0;
    }

    /** Adds the first {@code count} hashes. */
    void add(int[] hashes, int count, int among) {
        int listed = size;
        for (int i = 0; i < count; i++) {
            int bucket = (int) (Integer.toUnsignedLong(hashes[i]) * among >>> Integer.SIZE);
            int sign = 1 - 2 * (hashes[i] & 1);
            int at = bucket & mask;
            while (slots[at] != 0 && buckets[slots[at]] != bucket) {
                at = at + 1 & mask;
            }
            if (slots[at] == 0) {
                slots[at] = ++listed;
                buckets[listed] = bucket;
                sums[listed] = sign;
            } else {
                sums[slots[at]] += sign;
            }
        }
        size = listed;
    }

    /** The sums, in the order of the buckets' first hashes, scaled to length 1 unless all are zero. */
    FeatureVector normalised() {
        long squares = 0;
        for (int i = 1; i <= size; i++) {
            squares += (long) sums[i] * sums[i];
        }
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = sums[i + 1] / length;
        }
        return new FeatureVector(size, Arrays.copyOfRange(buckets, 1, size + 1), values);
    }
}
