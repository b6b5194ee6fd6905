package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
        AgreementCounts folded = fold(units);
        PairwiseAgreement batch = new PairwiseAgreement(units);

        assertThat(folded.alphaNominal().isPresent())
                .isEqualTo(batch.alphaNominal().isPresent());
        folded.alphaNominal()
                .ifPresent(alpha -> assertThat(alpha)
                        .isCloseTo(batch.alphaNominal().getAsDouble(), within(1e-12))
                        .isBetween(-1.0, 1.0));
        assertThat(folded.observed().isPresent()).isEqualTo(batch.observed().isPresent());
        folded.observed()
                .ifPresent(observed ->
                        assertThat(observed).isCloseTo(batch.observed().getAsDouble(), within(1e-12)));
    }

    @Property
    void taking_a_units_old_contribution_away_undoes_adding_it(
            @ForAll @Size(max = 10) List<@Size(max = 7) List<@IntRange(max = 5) Integer>> units,
            @ForAll @Size(max = 7) List<@IntRange(max = 5) Integer> unit) {
        AgreementCounts before = fold(units);

        AgreementCounts after = before.plus(fold(List.of(unit))).minus(fold(List.of(unit)));

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
        return units.stream()
                .map(unit -> AgreementCounts.ofUnit(
                        unit.stream().mapToInt(Integer::intValue).toArray(), CLASSES))
                .reduce(AgreementCounts.EMPTY, AgreementCounts::plus);
    }
}
