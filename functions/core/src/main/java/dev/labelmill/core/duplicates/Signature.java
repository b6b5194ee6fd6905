package dev.labelmill.core.duplicates;

/** {@value #BITS} bits that stand for an item's feature vector; what they say of it is the {@link Likeness}'s business. */
public record Signature(long first, long second, long third, long fourth) {

    /** Number of bits. */
    public static final int BITS = 4 * Long.SIZE;

    /** In how many bits two signatures differ (Hamming distance), from 0 to {@value #BITS}. */
    public int distance(Signature other) {
        return Long.bitCount(first ^ other.first)
                + Long.bitCount(second ^ other.second)
                + Long.bitCount(third ^ other.third)
                + Long.bitCount(fourth ^ other.fourth);
    }

    /**
     * Some neighbouring bits, in the lowest bits of what is given.
     *
     * @param from  first of them, from 0
     * @param width how many, from 1 to 64
     */
    long bits(int from, int width) {
        int shift = from % Long.SIZE;
        long low = word(from / Long.SIZE) >>> shift;
        long both = shift + width > Long.SIZE ? low | word(from / Long.SIZE + 1) << Long.SIZE - shift : low;
        return width == Long.SIZE ? both : both & (1L << width) - 1;
    }

    private long word(int index) {
        return switch (index) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> fourth;
        };
    }
}
