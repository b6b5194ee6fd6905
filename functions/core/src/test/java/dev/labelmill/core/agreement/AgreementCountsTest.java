package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AgreementCountsTest {

    private static final int CLASSES = 6;

    @Test
    void alpha_of_the_wikipedia_example_with_gaps_is_the_published_one() {
        AgreementCounts counts = coders("*****34121133*3", "1*213343*******", "**21344*21133*4");

        assertThat(counts.alphaNominal().orElseThrow()).isCloseTo(.691358, within(5e-7));
    }

    /** K. L. Gwet, "On Krippendorff's Alpha Coefficient", 2015: four raters, twelve units, gaps. */
    @Test
    void alpha_and_observed_agreement_of_gwets_example_are_the_published_ones() {
        AgreementCounts counts = coders("123321412***", "1233224125**", "*33323422513", "12332441251*");

        assertThat(counts.alphaNominal().orElseThrow()).isCloseTo(.7434, within(5e-5));
        assertThat(counts.observed().orElseThrow()).isCloseTo(.8182, within(5e-5));
    }

    /** A. F. Hayes and K. Krippendorff, 2007, in Gwet 2015: five raters, forty units, gaps. */
    @Test
    void alpha_of_hayes_and_krippendorffs_example_is_the_published_one() {
        AgreementCounts counts = coders(
                "112*001122*01311211000201001111223222221",
                "1130000*21102311121000302102111122222221",
                "203000222100221123001*30*1012202*2232*21",
                "*13****0*10022***31*103021122**122***12*",
                "2**0001*2****3112**0*0**2*0**20*2*2222*1");

        assertThat(counts.alphaNominal().orElseThrow()).isCloseTo(.4765, within(5e-5));
        assertThat(counts.observed().orElseThrow()).isCloseTo(.625, within(5e-4));
    }

    /** Fleiss 1971, the worked example as on Wikipedia: ten subjects, fourteen raters. */
    @Test
    void fleiss_kappa_of_the_worked_example_is_the_published_one() {
        int[][] votes = {
            {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
            {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}
        };
        AgreementCounts counts = AgreementCounts.EMPTY;
        for (int[] subject : votes) {
            int[] answers = IntStream.range(0, 5)
                    .flatMap(c -> IntStream.generate(() -> c).limit(subject[c]))
                    .toArray();
            counts = counts.plus(AgreementCounts.ofUnit(answers, 5));
        }

        assertThat(counts.fleissKappa().orElseThrow()).isCloseTo(.20993, within(5e-6));
    }

    @Property
    void folded_counters_give_the_coefficients_of_the_votes_themselves(
            @ForAll @Size(max = 40) List<@Size(max = 7) List<@IntRange(max = 5) Integer>> units) {
        AgreementCounts folded = foldOrdered(units);
        PairwiseAgreement pairs = new PairwiseAgreement(units, CLASSES);

        assertSame(folded.observed(), pairs.observed());
        assertSame(folded.fleissKappa(), pairs.fleissKappa(Weights.IDENTITY));
        assertSame(folded.alphaNominal(), pairs.alphaNominal());
        assertSame(folded.alphaOrdinal(), pairs.alphaOrdinal());
        assertSame(folded.alphaInterval(), pairs.alphaInterval());
        for (Weights weights : Weights.values()) {
            assertSame(folded.gwet(CLASSES, weights), pairs.gwet(weights));
        }
    }

    @Tag("draws")
    @Property(tries = 20)
    void live_and_batch_are_the_same_number_for_sixty_four_classes_and_up_to_thirty_labels(@ForAll long seed) {
        Random random = new Random(seed);
        int[][] raters = new int[30][500];
        for (int[] row : raters) {
            Arrays.setAll(row, unit -> random.nextInt(3) == 0 ? -1 : Math.min(63, unit % 50 + random.nextInt(16)));
        }
        AgreementCounts live = IntStream.range(0, 500)
                .mapToObj(unit -> Arrays.stream(raters)
                        .mapToInt(row -> row[unit])
                        .filter(answer -> answer >= 0)
                        .toArray())
                .map(answers -> AgreementCounts.ofOrderedUnit(answers, 64))
                .reduce(AgreementCounts.EMPTY, AgreementCounts::plus);

        Agreement batch = Agreement.of(Ratings.ofRaters(64, raters));

        assertSame(live.observed(), batch.observed().asOptional());
        assertSame(live.fleissKappa(), batch.fleissKappa(Weights.IDENTITY).asOptional());
        assertSame(live.alphaNominal(), batch.alpha(Metric.nominal()).asOptional());
        assertSame(live.alphaOrdinal(), batch.alpha(Metric.ordinal()).asOptional());
        assertSame(live.alphaInterval(), batch.alpha(Metric.interval()).asOptional());
        for (Weights weights : Weights.values()) {
            assertSame(live.gwet(64, weights), batch.gwet(weights).asOptional());
        }
    }

    /** Their pairs have no whole weight and are counted apart, beside those of fewer labels. */
    @Test
    void units_of_more_than_twenty_five_labels_count_in_ordinal_alpha_as_they_should() {
        int[][] raters = new int[26][3];
        for (int rater = 0; rater < 26; rater++) {
            raters[rater] = new int[] {rater % 3, rater < 4 ? 3 : 1, rater < 3 ? rater : -1};
        }
        AgreementCounts counts = AgreementCounts.EMPTY;
        for (int unit = 0; unit < 3; unit++) {
            int column = unit;
            int[] answers = Arrays.stream(raters)
                    .mapToInt(row -> row[column])
                    .filter(answer -> answer >= 0)
                    .toArray();
            counts = counts.plus(AgreementCounts.ofOrderedUnit(answers, CLASSES));
        }

        Agreement batch = Agreement.of(Ratings.ofRaters(CLASSES, raters));

        assertSame(counts.alphaOrdinal(), batch.alpha(Metric.ordinal()).asOptional());
        assertSame(counts.alphaInterval(), batch.alpha(Metric.interval()).asOptional());
    }

    @Test
    void without_an_order_only_coefficients_without_one_are_kept() {
        AgreementCounts nominal = fold(List.of(List.of(0, 1, 1), List.of(2, 2)));

        assertThat(nominal.gwet(3, Weights.IDENTITY)).isPresent();
        assertThat(nominal.gwet(3, Weights.LINEAR)).isEmpty();
        assertThat(nominal.alphaOrdinal()).isEmpty();
        assertThat(nominal.alphaInterval()).isEmpty();
    }

    @Test
    void gwets_coefficient_needs_two_classes_and_no_vote_beyond_them() {
        AgreementCounts counts = fold(List.of(List.of(0, 0), List.of(0, 0)));

        assertThat(counts.gwet(1, Weights.IDENTITY)).isEmpty();
        assertThat(counts.gwet(2, Weights.IDENTITY)).hasValue(1);
        assertThatThrownBy(() -> fold(List.of(List.of(0, 2))).gwet(2, Weights.IDENTITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class index 2 is none of 2");
    }

    @Property
    void a_unit_adds_to_no_more_counters_than_stated(@ForAll @Size(max = 25) List<@IntRange(max = 63) Integer> unit) {
        int[] answers = unit.stream().mapToInt(Integer::intValue).toArray();
        int distinct = (int) unit.stream().distinct().count();

        assertThat(AgreementCounts.ofUnit(answers, 64).asCounters()).hasSizeLessThanOrEqualTo(2 + distinct);
        assertThat(AgreementCounts.ofOrderedUnit(answers, 64).asCounters())
                .hasSizeLessThanOrEqualTo(4 + distinct + distinct * (distinct - 1) / 2);
    }

    @Property
    void one_label_more_changes_no_more_counters_than_stated(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 63) Integer> unit) {
        int[] after = unit.stream().mapToInt(Integer::intValue).toArray();
        int[] before = Arrays.copyOf(after, after.length - 1);
        int distinct = (int) unit.stream().distinct().count();

        AgreementCounts change =
                AgreementCounts.ofOrderedUnit(after, 64).minus(AgreementCounts.ofOrderedUnit(before, 64));

        assertThat(change.asCounters()).hasSizeLessThanOrEqualTo(8 + 2 * distinct + distinct * (distinct - 1) / 2);
    }

    @Property
    void taking_a_units_old_contribution_away_undoes_adding_it(
            @ForAll @Size(max = 10) List<@Size(max = 7) List<@IntRange(max = 5) Integer>> units,
            @ForAll @Size(max = 7) List<@IntRange(max = 5) Integer> unit) {
        AgreementCounts before = foldOrdered(units);

        AgreementCounts after = before.plus(foldOrdered(List.of(unit))).minus(foldOrdered(List.of(unit)));

        assertThat(after).isEqualTo(before);
        assertThat(AgreementCounts.of(after.asCounters())).isEqualTo(before);
    }

    @Test
    void the_counters_have_stable_names() {
        assertThat(AgreementCounts.ofUnit(new int[] {2, 2, 0}, 3).asCounters())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("units.3", 1L, "agree.3", 2L, "votes.3.0", 1L, "votes.3.2", 2L));
        assertThat(AgreementCounts.ofUnit(new int[0], 3).asCounters()).isEmpty();
    }

    /** L / (m - 1) is 5354228880 / 2 for three votes; 26 votes have no whole weight. */
    @Test
    void the_counters_of_ordered_classes_have_stable_names() {
        int[] many = new int[26];
        many[0] = 3;

        assertThat(AgreementCounts.ofOrderedUnit(new int[] {2, 2, 0}, 3).asCounters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "units.3", 1L,
                        "agree.3", 2L,
                        "votes.3.0", 1L,
                        "votes.3.2", 2L,
                        "gaps.3", 4L,
                        "squares.3", 8L,
                        "pairs.0.2", 5_354_228_880L));
        assertThat(AgreementCounts.ofOrderedUnit(many, 4).asCounters())
                .containsEntry("pairs.26.0.3", 25L)
                .doesNotContainKey("pairs.0.3");
    }

    @Test
    void counts_are_equal_by_their_counters_and_show_them() {
        AgreementCounts counts = coders("12", "12");

        assertThat(counts)
                .isEqualTo(coders("21", "21"))
                .hasSameHashCodeAs(coders("21", "21"))
                .isNotEqualTo(coders("11", "12"))
                .isNotEqualTo(counts.asCounters());
        assertThat(counts.hashCode()).isNotEqualTo(AgreementCounts.EMPTY.hashCode());
        assertThat(coders("1")).hasToString("AgreementCounts{units.1=1, votes.1.1=1}");
    }

    @Test
    void foreign_counters_are_ignored() {
        Map<String, Long> tally = new HashMap<>(coders("12", "12").asCounters());
        tally.put("items", 7L);

        assertThat(AgreementCounts.of(tally)).isEqualTo(coders("12", "12"));
    }

    @Test
    void without_a_pair_of_votes_there_is_no_coefficient() {
        AgreementCounts single = coders("1234");

        assertThat(single.alphaNominal()).isEmpty();
        assertThat(single.observed()).isEmpty();
        assertThat(single.fleissKappa()).isEmpty();
        assertThat(AgreementCounts.EMPTY.alphaNominal()).isEmpty();
    }

    @Test
    void when_all_votes_are_for_one_class_agreement_is_full_but_not_beyond_chance() {
        AgreementCounts uniform = coders("111", "111");

        assertThat(uniform.observed()).hasValue(1);
        assertThat(uniform.alphaNominal()).isEmpty();
        assertThat(uniform.fleissKappa()).isEmpty();
    }

    @Test
    void an_answer_outside_the_classes_is_refused() {
        assertThatThrownBy(() -> AgreementCounts.ofUnit(new int[] {3}, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Each string is a coder, each column a unit, a star a gap. */
    private static AgreementCounts coders(String... coders) {
        return IntStream.range(0, coders[0].length())
                .mapToObj(unit -> IntStream.range(0, coders.length)
                        .filter(coder -> coders[coder].charAt(unit) != '*')
                        .map(coder -> coders[coder].charAt(unit) - '0')
                        .toArray())
                .map(answers -> AgreementCounts.ofUnit(answers, CLASSES))
                .reduce(AgreementCounts.EMPTY, AgreementCounts::plus);
    }

    private static AgreementCounts fold(List<List<Integer>> units) {
        return fold(units, answers -> AgreementCounts.ofUnit(answers, CLASSES));
    }

    private static AgreementCounts foldOrdered(List<List<Integer>> units) {
        return fold(units, answers -> AgreementCounts.ofOrderedUnit(answers, CLASSES));
    }

    private static AgreementCounts fold(List<List<Integer>> units, Function<int[], AgreementCounts> unitCounts) {
        return units.stream()
                .map(unit -> unit.stream().mapToInt(Integer::intValue).toArray())
                .map(unitCounts)
                .reduce(AgreementCounts.EMPTY, AgreementCounts::plus);
    }

    private static void assertSame(OptionalDouble one, OptionalDouble other) {
        assertThat(one.isPresent()).isEqualTo(other.isPresent());
        one.ifPresent(value -> assertThat(value).isCloseTo(other.getAsDouble(), within(1e-12)));
    }
}
