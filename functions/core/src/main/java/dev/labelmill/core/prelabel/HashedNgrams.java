package dev.labelmill.core.prelabel;

import java.nio.charset.StandardCharsets;

/**
 * Word n-grams hashed into a fixed number of buckets (Weinberger et al., <i>Feature Hashing for Large Scale Multitask
 * Learning</i>, ICML 2009).
 *
 * <p>The text is folded to lower case in normalisation form C and cut into words (letters, digits, combining marks). An
 * n-gram is n words in a row. All of its hash is modulo 2³²: a word's is {@code h ← 29943829·h + byte} over its UTF-8 from 0
 * (see {@link WordHashes}), the n-gram's {@code g ← 32310901·g + h} over its words from 0 (another of L'Ecuyer's
 * multipliers), mixed by the last steps of the 32-bit MurmurHash3 (Appleby). It adds +1 (lowest bit clear) or −1 (set) to
 * bucket {@code ⌊g·buckets/2³²⌋}, so that collisions cancel on average. The vector is scaled to length 1; a text without
 * words gives the zero vector.
 */
public final class HashedNgrams implements Features {

    private static final int MOST_BUCKETS = 1 << 24;
    private static final int LONGEST = 8;
    private static final int CHAIN = 32310901;

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
        byte[] utf8 = text.text().getBytes(StandardCharsets.UTF_8);
        Scratch scratch = Scratch.of(WordHashes.most(utf8.length), maxN - minN + 1, buckets);
        int words = WordHashes.of(text.text(), utf8, scratch.words);
        addNgrams(scratch, words);
        return scratch.sums.normalised();
    }

    /** Shorter n-grams first, each length in the text's order. */
    private void addNgrams(Scratch scratch, int words) {
        scratch.sums.clear((long) words * (maxN - minN + 1), buckets);
        System.arraycopy(scratch.words, 0, scratch.running, 0, words);
        for (int n = 1; n <= Math.min(maxN, words); n++) {
            int count = words - n + 1;
            if (n > 1) {
                extend(scratch.running, scratch.words, n - 1, count);
            }
            if (n >= minN) {
                mix(scratch.running, count, scratch.mixed);
                scratch.sums.add(scratch.mixed, count, buckets);
            }
        }
    }

    private static void extend(int[] running, int[] words, int by, int count) {
        for (int i = 0; i < count; i++) {
            running[i] = running[i] * CHAIN + words[i + by];
        }
    }

    private static void mix(int[] hashes, int count, int[] mixed) {
        for (int i = 0; i < count; i++) {
            int hash = (hashes[i] ^ hashes[i] >>> 16) * 0x85ebca6b;
            hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
            mixed[i] = hash ^ hash >>> 16;
        }
    }

    /** Room to hash in. Texts of some thousand characters share it, a thread each, since new arrays take longer than hashing. */
    private static final class Scratch {

        private static final int SHARED_WORDS = 1 << 10;
        private static final ThreadLocal<Scratch> SHARED =
                ThreadLocal.withInitial(() -> new Scratch(SHARED_WORDS, new BucketSums(SHARED_WORDS * LONGEST)));

        private final int[] words;
        private final int[] running;
        private final int[] mixed;
        private final BucketSums sums;

        private Scratch(int words, BucketSums sums) {
            this.words = new int[words];
            this.running = new int[words];
            this.mixed = new int[words];
            this.sums = sums;
        }

        static Scratch of(int words, int lengths, int buckets) {
            return words <= SHARED_WORDS
                    ? SHARED.get()
                    : new Scratch(words, new BucketSums((int) Math.min(buckets, (long) words * lengths)));
        }
    }
}
