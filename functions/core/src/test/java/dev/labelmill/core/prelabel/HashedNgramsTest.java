package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** The fast way to hashed n-grams against the documented one, taken word for word. */
class HashedNgramsTest {

    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(32);

    @Property(tries = 500)
    void any_text_is_hashed_as_documented(
            @ForAll String text, @ForAll @IntRange(min = 2, max = 300) int buckets, @ForAll @IntRange(max = 3) int more)
            throws UnusableContent {
        assertSame(text, buckets, 1, 1 + more);
        assertSame(text, buckets, 2, 2 + more);
    }

    @Property(tries = 500)
    void ascii_is_hashed_as_documented(
            @ForAll @StringLength(max = 400) @CharRange(from = 0, to = 127) String text,
            @ForAll @IntRange(max = 7) int more)
            throws UnusableContent {
        assertSame(text, 1 << 18, 1, 1 + more);
        assertSame(text, 1 << 24, 1, 1 + more);
        assertSame(text, 31, 1, 1 + more);
    }

    @Test
    void one_character_outside_ascii_changes_nothing_about_the_rest() throws UnusableContent {
        String text = "Don't SHOUT, it is 4 o'clock_sharp ".repeat(5);
        assertSame(text, 1 << 18, 1, 2);
        assertSame(text + "é", 1 << 18, 1, 2);
        assertSame("", 1 << 18, 1, 2);
        assertSame("word ".repeat(3000), 1 << 18, 1, 2);
    }

    @Test
    void no_two_words_of_up_to_four_letters_or_digits_share_a_hash() {
        String alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        int length = alphabet.length();
        int most = length * (1 + length * (1 + length * (1 + length)));
        StringBuilder text = new StringBuilder();
        for (int longest = 1, words = length; longest <= 4; longest++, words *= length) {
            for (int word = 0; word < words; word++) {
                for (int at = 0, rest = word; at < longest; at++, rest /= length) {
                    text.append(alphabet.charAt(rest % length));
                }
                text.append(' ');
            }
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        int[] hashes = new int[WordHashes.most(utf8.length)];
        int words = WordHashes.of(text.toString(), utf8, hashes);
        assertThat(words).isEqualTo(most);
        assertThat(IntStream.of(hashes).limit(words).distinct().count()).isEqualTo(most);
    }

    @Property(tries = 200)
    void a_long_text_between_two_short_ones_changes_neither(@ForAll @StringLength(max = 100) String text)
            throws UnusableContent {
        assertSame(text, 1 << 10, 1, 8);
        assertSame((text + " word ").repeat(2000 / (text.length() + 6)), 1 << 10, 1, 8);
        assertSame(text, 1 << 10, 1, 8);
    }

    /** The figures are those of the Python there. */
    @Test
    void the_example_of_the_documentation_is_right() throws UnusableContent {
        FeatureVector vector = new HashedNgrams(1000, 1, 2).vector(new Content.Text("The parcel"));
        float third = 1 / (float) Math.sqrt(3);
        assertThat(vector.indices()).containsExactly(452, 941, 378);
        assertThat(vector.values()).containsExactly(-third, third, third);
    }

    @Test
    void a_long_text_takes_memory_by_its_words_and_the_buckets_and_not_by_its_ngrams() throws UnusableContent {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Content text = new Content.Text("a b c d ".repeat(1 << 17));
        HashedNgrams features = new HashedNgrams(1 << 12, 1, 8);
        features.vector(text);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        features.vector(text);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(allocated).isLessThan(8 << 20);
    }

    @Test
    void a_vector_keeps_what_it_was_when_the_next_text_is_hashed() throws UnusableContent {
        HashedNgrams features = new HashedNgrams(1 << 10, 1, 2);
        FeatureVector first = features.vector(new Content.Text("the first text"));
        int[] indices = first.indices().clone();
        float[] values = first.values().clone();
        features.vector(new Content.Text("quite another one"));
        assertThat(first.indices()).containsExactly(indices);
        assertThat(first.values()).containsExactly(values);
    }

    private static void assertSame(String text, int buckets, int minN, int maxN) throws UnusableContent {
        FeatureVector vector = new HashedNgrams(buckets, minN, maxN).vector(new Content.Text(text));
        SortedMap<Integer, Integer> documented = documented(text, buckets, minN, maxN);
        double squares =
                documented.values().stream().mapToDouble(v -> (double) v * v).sum();
        TreeMap<Integer, Float> values = new TreeMap<>();
        documented.forEach((bucket, sum) -> values.put(bucket, sum / (squares == 0 ? 1 : (float) Math.sqrt(squares))));
        TreeMap<Integer, Float> listed = new TreeMap<>();
        for (int i = 0; i < vector.size(); i++) {
            assertThat(listed.put(vector.indices()[i], vector.values()[i])).isNull();
        }
        assertThat(listed).isEqualTo(values);
    }

    private static SortedMap<Integer, Integer> documented(String text, int buckets, int minN, int maxN) {
        List<String> words = new ArrayList<>();
        String folded = Words.folded(text);
        for (int start = Words.start(folded, 0); start < folded.length(); ) {
            int end = Words.end(folded, start);
            words.add(folded.substring(start, end));
            start = Words.start(folded, end);
        }
        TreeMap<Integer, Integer> sums = new TreeMap<>();
        for (int n = minN; n <= maxN; n++) {
            for (int first = 0; first + n <= words.size(); first++) {
                long hash = documented(words.subList(first, first + n));
                sums.merge((int) (hash * buckets >> 32), (hash & 1) == 0 ? 1 : -1, Integer::sum);
            }
        }
        return sums;
    }

    private static long documented(List<String> ngram) {
        BigInteger hash = BigInteger.ZERO;
        for (String word : ngram) {
            BigInteger ofWord = BigInteger.ZERO;
            for (byte part : word.getBytes(StandardCharsets.UTF_8)) {
                ofWord = ofWord.multiply(BigInteger.valueOf(29943829)).add(BigInteger.valueOf(part & 0xFF));
            }
            hash = hash.multiply(BigInteger.valueOf(32310901)).add(ofWord).mod(WORD);
        }
        BigInteger mixed =
                shifted(hash, 16).multiply(BigInteger.valueOf(0x85ebca6bL)).mod(WORD);
        mixed = shifted(mixed, 13).multiply(BigInteger.valueOf(0xc2b2ae35L)).mod(WORD);
        return shifted(mixed, 16).longValueExact();
    }

    private static BigInteger shifted(BigInteger hash, int by) {
        return hash.xor(hash.shiftRight(by));
    }
}
