package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.codec.digest.MurmurHash3;
import org.junit.jupiter.api.Test;

/** The fast way to hashed n-grams against the documented one, taken word for word. */
class HashedNgramsTest {

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

    @Property
    void numbers_are_sorted_wherever_they_lie(@ForAll @Size(max = 1500) List<@IntRange(max = 1000) Integer> numbers) {
        int[] given = numbers.stream().mapToInt(i -> i).toArray();
        int[] expected = given.clone();
        Arrays.sort(expected);
        assertThat(HashSort.sorted(given.clone(), 1000)).containsExactly(expected);
        assertThat(HashSort.sorted(given.clone(), Integer.MAX_VALUE)).containsExactly(expected);
    }

    private static void assertSame(String text, int buckets, int minN, int maxN) throws UnusableContent {
        FeatureVector vector = new HashedNgrams(buckets, minN, maxN).vector(new Content.Text(text));
        TreeMap<Integer, Integer> documented = documented(text, buckets, minN, maxN);
        double squares =
                documented.values().stream().mapToDouble(v -> (double) v * v).sum();
        float[] values = new float[documented.size()];
        int at = 0;
        for (int value : documented.values()) {
            values[at++] = value / (float) Math.sqrt(squares);
        }
        assertThat(IntStream.of(vector.indices()).limit(vector.size())).containsExactlyElementsOf(documented.keySet());
        assertThat(Arrays.copyOf(vector.values(), vector.size())).containsExactly(values);
    }

    private static TreeMap<Integer, Integer> documented(String text, int buckets, int minN, int maxN) {
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
                byte[] ngram = String.join(" ", words.subList(first, first + n)).getBytes(StandardCharsets.UTF_8);
                int hash = MurmurHash3.hash32x86(ngram, 0, ngram.length, 0);
                sums.merge((hash >>> 1) % buckets, (hash & 1) == 0 ? 1 : -1, Integer::sum);
            }
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }
}
