package dev.labelmill.core.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupingTest {

    private static final int ITEMS = 60;
    private static final int FEATURES = 20;

    private final Likeness near = Likeness.of(new NearDuplicateSettings(0.95), new Draw(5));

    /** Vectors around a few directions: some equal, some near, some not quite. */
    private static List<FeatureVector> vectors(long seed) {
        Random random = new Random(seed);
        List<FeatureVector> vectors = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            if (i > 5 && random.nextInt(3) == 0) {
                vectors.add(vectors.get(random.nextInt(i)));
                continue;
            }
            float[] values = new float[FEATURES];
            Random direction = new Random(random.nextInt(5));
            double away = random.nextInt(4) * 0.12;
            for (int f = 0; f < FEATURES; f++) {
                values[f] = (float) (direction.nextGaussian() + away * random.nextGaussian());
            }
            int[] indices = new int[FEATURES];
            for (int f = 0; f < FEATURES; f++) {
                indices[f] = f;
            }
            vectors.add(new FeatureVector(FEATURES, indices, values));
        }
        return vectors;
    }

    /** Members in chunks of so many items; every seventh is its own. */
    private List<Member> members(List<FeatureVector> vectors, int perChunk) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            Signature signature = near.signature(vectors.get(i)).orElseThrow();
            members.add(new Member(i / perChunk, i % perChunk, i, i % 7 == 3, signature));
        }
        return members;
    }

    /** Whom each represented member takes its label from. */
    private Map<Member, Member> group(Grouping grouping, List<Member> members) {
        Map<Member, Member> found = new LinkedHashMap<>();
        for (int band = 0; band < near.bands(); band++) {
            int its = band;
            members.stream()
                    .sorted(Comparator.<Member>comparingLong(m -> near.key(m.signature(), its))
                            .thenComparingLong(Member::offset))
                    .forEach(member -> grouping.next(its, member)
                            .ifPresent(representative -> assertThat(found.put(member, representative))
                                    .as("it has one representative")
                                    .isNull()));
        }
        return found;
    }

    @Property(tries = 200)
    void whoever_is_represented_is_like_an_earlier_item_that_is_represented_by_nobody(@ForAll long seed) {
        Map<Member, Member> found = group(new Grouping(near), members(vectors(seed), 9));

        assertThat(found).isNotEmpty();
        found.forEach((member, representative) -> {
            assertThat(near.isMet(member.signature(), representative.signature()))
                    .isTrue();
            assertThat(representative.offset()).isLessThan(member.offset());
            assertThat(found).doesNotContainKey(representative);
            assertThat(member.isOwn()).isFalse();
        });
    }

    @Property(tries = 200)
    void of_items_with_the_same_signature_one_at_most_is_labelled_beside_those_that_always_are(@ForAll long seed) {
        List<Member> members = members(vectors(seed), 9);
        Map<Member, Member> found = group(new Grouping(near), members);

        for (Member one : members) {
            long labelled = members.stream()
                    .filter(member -> member.signature().equals(one.signature()))
                    .filter(member -> !member.isOwn() && !found.containsKey(member))
                    .count();
            assertThat(labelled).isLessThanOrEqualTo(1);
        }
    }

    @Property(tries = 100)
    void groups_are_the_same_wherever_chunks_are_cut(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = ITEMS) int perChunk) {
        List<FeatureVector> vectors = vectors(seed);

        assertThat(offsets(group(new Grouping(near), members(vectors, perChunk))))
                .isEqualTo(offsets(group(new Grouping(near), members(vectors, ITEMS))));
    }

    private static Map<Long, Long> offsets(Map<Member, Member> found) {
        Map<Long, Long> offsets = new LinkedHashMap<>();
        found.forEach((member, representative) -> offsets.put(member.offset(), representative.offset()));
        return offsets;
    }

    @Test
    void likeness_is_not_handed_on_from_item_to_item() {
        List<Member> chain = new ArrayList<>();
        // Each differs from the one before in 20 bits, which is near, and from the one before that in 40.
        long[] different = {0, (1L << 20) - 1, (1L << 40) - 1};
        for (int i = 0; i < different.length; i++) {
            chain.add(new Member(0, i, i, false, new Signature(0, 0, 0, different[i])));
        }

        assertThat(offsets(group(new Grouping(near), chain))).isEqualTo(Map.of(1L, 0L));
    }

    @Test
    void what_is_left_out_neither_has_nor_is_a_representative() {
        Signature same = new Signature(1, 2, 3, 4);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            members.add(new Member(i / 2, i % 2, i, false, same));
        }
        Grouping grouping = new Grouping(near);
        grouping.leaveOut(0, 0);
        grouping.leaveOut(1, 0);

        assertThat(offsets(group(grouping, members))).isEqualTo(Map.of(3L, 1L));
    }

    @Test
    void a_key_that_very_many_different_items_share_takes_a_bounded_number_of_comparisons() {
        Grouping grouping = new Grouping(near);
        Random random = new Random(1);
        List<Signature> sharing = new ArrayList<>();
        for (int i = 0; i < Grouping.MOST_COMPARED + 2; i++) {
            sharing.add(
                    new Signature(random.nextLong() << 16, random.nextLong(), random.nextLong(), random.nextLong()));
            assertThat(grouping.next(0, new Member(0, i, i, false, sharing.get(i))))
                    .isEmpty();
        }

        assertThat(again(grouping, sharing, 0)).isTrue();
        assertThat(again(grouping, sharing, Grouping.MOST_COMPARED + 1)).isFalse();
    }

    private static boolean again(Grouping grouping, List<Signature> sharing, int which) {
        return grouping.next(0, new Member(1, which, 1_000_000 + which, false, sharing.get(which)))
                .isPresent();
    }
}
