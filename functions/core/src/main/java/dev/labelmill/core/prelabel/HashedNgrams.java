package dev.labelmill.core.prelabel;

/**
 * Word n-grams hashed into a fixed number of buckets (Weinberger et al., <i>Feature Hashing for Large Scale Multitask
 * Learning</i>, ICML 2009).
 *
 * <p>The text is folded to lower case in normalisation form C and cut into words (letters, digits, combining marks). An
 * n-gram is n words in a row joined by one space; {@code h} is the 32-bit x86 MurmurHash3 (seed 0) of its UTF-8. It adds
 * +1 (lowest bit of h clear) or −1 (set) to bucket {@code (h >>> 1) mod buckets}, so that collisions cancel on average.
 * The vector is scaled to length 1; a text without words gives the zero vector.
 */
public final class HashedNgrams implements Features {

    private static final int MOST_BUCKETS = 1 << 24;
    private static final int LONGEST = 8;

    private final int buckets;
    private final int minN;
    private final int maxN;

    /**
     * @param buckets from 2 to 16,777,216
     * @param minN fewest words of an n-gram, at least 1
     * @param maxN most words of an n-gram, from {@code minN} to 8
     * @throws IllegalArgumentException if one of them is out of range
     */
    public HashedNgrams(int buckets, int minN, int maxN) {
        if (buckets < 2 || buckets > MOST_BUCKETS) {
            throw new IllegalArgumentException("buckets must be from 2 to " + MOST_BUCKETS);
        }
        if (minN < 1 || maxN < minN || maxN > LONGEST) {
            throw new IllegalArgumentException("1 ≤ minN ≤ maxN ≤ " + LONGEST + " must hold");
        }
        this.buckets = buckets;
        this.minN = minN;
        this.maxN = maxN;
    }

    @Override
    public int dimension() {
        return buckets;
    }

    @Override
    public FeatureVector vector(Content content) throws UnusableContent {
        if (!(content instanceof Content.Text text)) {
            throw new UnusableContent("The labeler reads text, and this item is not text.");
        }
        return normalised(HashSort.sorted(signedBuckets(WordBytes.of(text.text())), 2 * buckets - 1));
    }

    /** Each n-gram's bucket, shifted left by one, with the sign in the lowest bit. */
    private int[] signedBuckets(WordBytes words) {
        int total = 0;
        for (int n = minN; n <= maxN; n++) {
            total += Math.max(0, words.count() - n + 1);
        }
        int[] signed = new int[total];
        int at = 0;
        for (int first = 0; first + minN <= words.count(); first++) {
            PrefixHashes hashes = new PrefixHashes(words.utf8(), words.start(first));
            int longest = Math.min(maxN, words.count() - first);
            for (int n = minN; n <= longest; n++) {
                int hash = hashes.upTo(words.end(first + n - 1));
                signed[at++] = (hash >>> 1) % buckets << 1 | hash & 1;
            }
        }
        return signed;
    }

    private static FeatureVector normalised(int[] sorted) {
        int[] indices = new int[sorted.length];
        float[] values = new float[sorted.length];
        int size = 0;
        double squares = 0;
        for (int at = 0; at < sorted.length; ) {
            int bucket = sorted[at] >>> 1;
            int sum = 0;
            for (; at < sorted.length && sorted[at] >>> 1 == bucket; at++) {
                sum += (sorted[at] & 1) == 0 ? 1 : -1;
            }
            if (sum != 0) {
                indices[size] = bucket;
                values[size++] = sum;
                squares += (double) sum * sum;
            }
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < size; i++) {
            values[i] /= length;
        }
        return new FeatureVector(size, indices, values);
    }
}
