package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accuracies on public crowd sets against crowd-kit 1.4.1's on the same rows. */
class ReferenceAccuracyTest {

    /** What crowd-kit's majority vote and Dawid-Skene reach, the better of the two by set. */
    private static final List<String> SETS =
            List.of("act-cf-amt", "act-sp-amt", "act-zencrowd-us", "groundtruth-birds");

    private static final double[] BETTER_OF_VOTE_AND_DS = {.846667, .944, .869608, .900662};

    /** The best single method of crowd-kit's on average over the sets: one-coin Dawid-Skene. */
    private static final double BEST_ON_AVERAGE = (.86 + .946 + .902451 + .900662) / 4;

    @ParameterizedTest
    @CsvSource({
        "act-cf-amt,        .846667, .856667, .84,     .86,     .853333",
        "act-sp-amt,        .944,    .944,    .944,    .946,    .946",
        "act-zencrowd-us,   .869608, .866667, .838725, .902451, .878431",
        "groundtruth-birds, .900662, .900662, .864238, .900662, .900662"
    })
    void the_plain_methods_are_as_right_as_the_reference(
            String set, double vote, double wawa, double ds, double oneCoin, double glad) {
        ReferenceSet reference = ReferenceSet.load(set);

        assertThat(reference.accuracy(new MajorityVote().fit(reference.votes())))
                .isCloseTo(vote, within(1e-6));
        assertThat(reference.accuracy(new Wawa().fit(reference.votes()))).isCloseTo(wawa, within(.005));
        assertThat(reference.accuracy(new DawidSkene().fit(reference.votes()))).isCloseTo(ds, within(.005));
        assertThat(reference.accuracy(new OneCoinDawidSkene().fit(reference.votes())))
                .isCloseTo(oneCoin, within(.005));
        assertThat(reference.accuracy(new Glad().fit(reference.votes()))).isCloseTo(glad, within(.005));
    }

    /**
     * MACE agrees where crowd-kit's own does what its formulas say. It writes the spammers' strategies in the order of
     * the annotators' names but reads them in the order of their first answers, so that each annotator gets another's:
     * with the same exchange this estimate gives its figures, to one task of 2,040, and without it ours.
     */
    @ParameterizedTest
    @CsvSource({
        "act-cf-amt,        .866667, .856667",
        "act-sp-amt,        .944,    .946",
        "act-zencrowd-us,   .843137, .804412",
        "groundtruth-birds, .900662, .900662"
    })
    void mace_is_what_crowd_kits_would_be_if_it_kept_annotators_apart(String set, double theirs, double ours) {
        ReferenceSet reference = ReferenceSet.load(set);
        ExchangedMace mace = new ExchangedMace(reference.votes());

        assertThat(mace.accuracy(reference, reference.byName())).isCloseTo(theirs, within(6e-4));
        assertThat(mace.accuracy(reference, null)).isCloseTo(ours, within(1e-6));
        assertThat(reference.accuracy(new Mace().fit(reference.votes()))).isCloseTo(ours, within(.002));
    }

    @ParameterizedTest
    @CsvSource({"act-cf-amt, 8", "act-sp-amt, 5", "act-zencrowd-us, 73", "groundtruth-birds, 3"})
    void tied_votes_are_as_many(String set, long ties) {
        ReferenceSet reference = ReferenceSet.load(set);

        assertThat(reference.ties(new MajorityVote().fit(reference.votes()))).isEqualTo(ties);
    }

    @Test
    void auto_is_nowhere_worse_than_vote_and_dawid_skene_and_on_average_as_good_as_any_single_method() {
        double sum = 0;
        for (int i = 0; i < SETS.size(); i++) {
            ReferenceSet reference = ReferenceSet.load(SETS.get(i));
            ConsensusModel model = new Auto().fit(reference.votes());
            double accuracy = reference.accuracy(model);
            assertThat(accuracy).as(SETS.get(i)).isGreaterThanOrEqualTo(BETTER_OF_VOTE_AND_DS[i] - 1e-6);
            sum += accuracy;
        }
        assertThat(sum / SETS.size()).isGreaterThanOrEqualTo(BEST_ON_AVERAGE);
    }

    @ParameterizedTest
    @CsvSource({"act-cf-amt, .846667, .45", "act-sp-amt, .944, .25"})
    void dynamic_overlap_reaches_the_full_votes_accuracy_with_a_part_of_the_labels(
            String set, double vote, double share) {
        ReferenceSet reference = ReferenceSet.load(set);
        int seeds = 50;
        double accuracy = 0;
        double labels = 0;
        for (int seed = 0; seed < seeds; seed++) {
            DynamicOverlap.Outcome outcome =
                    DynamicOverlap.of(DynamicOverlap.STANDARD_CONFIDENCE).replay(reference.votes(), seed);
            accuracy += reference.accuracy(outcome.model(), outcome.drawn()) / seeds;
            labels += outcome.labelsPerTask() * reference.gold().length / seeds;
        }

        assertThat(accuracy).isGreaterThanOrEqualTo(vote - .005);
        assertThat(labels / reference.votes().labels()).isLessThanOrEqualTo(share);
    }
}
