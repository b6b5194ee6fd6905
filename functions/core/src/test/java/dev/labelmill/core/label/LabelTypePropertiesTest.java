package dev.labelmill.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.geometry.BoxFusion;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Quorum;
import dev.labelmill.core.robust.Middle;
import dev.labelmill.core.span.Span;
import dev.labelmill.core.span.SpanFusion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every label type. */
class LabelTypePropertiesTest {

    private static final List<String> CLASSES = List.of("a", "b", "c");

    /** Labels of one type: any three for distances, and several annotators' for a consensus. */
    record Case<V extends LabelValue>(
            LabelType<V> type, boolean metric, V one, V two, V three, List<Opinion<V>> opinions) {

        double distance(V from, V to) {
            return type.distance(from, to);
        }

        Consensus<V> consensus(List<Opinion<V>> of) {
            return type.aggregation().of(of).orElseThrow();
        }

        void equalLabelsHaveNoDistanceAndOthersOneUpToOne() {
            assertThat(distance(one, one)).isZero();
            assertThat(distance(one, two)).isBetween(0.0, 1.0);
            assertThat(distance(two, one)).isCloseTo(distance(one, two), within(1e-12));
        }

        void aMetricHasNoShortCuts() {
            if (metric) {
                assertThat(distance(one, three)).isLessThanOrEqualTo(distance(one, two) + distance(two, three) + 1e-9);
            }
        }

        void theOrderOfAnnotatorsChangesNothing(Random random) {
            List<Opinion<V>> shuffled = new ArrayList<>(opinions);
            Collections.shuffle(shuffled, random);
            assertThat(consensus(shuffled)).isEqualTo(consensus(opinions));
        }

        void aRepeatedLabelChangesNothing() {
            List<Opinion<V>> twice = new ArrayList<>(opinions);
            twice.add(opinions.get(0));
            assertThat(consensus(twice)).isEqualTo(consensus(opinions));
        }

        void whatAllSayIsTheConsensus() {
            List<Opinion<V>> same = opinions.stream().map(o -> o.as(one)).toList();
            Consensus<V> consensus = consensus(same);
            assertThat(distance(consensus.value(), one)).isCloseTo(0, within(1e-9));
            assertThat(consensus.confidence()).isCloseTo(1, within(1e-9));
            assertThat(consensus.annotators()).isEqualTo(opinions.size());
        }

        void aConsensusIsALabelWithItsSupport() {
            Consensus<V> consensus = consensus(opinions);
            assertThat(type.fault(consensus.value())).isEmpty();
            assertThat(consensus.confidence()).isBetween(0.0, 1.0);
            assertThat(consensus.support()).allMatch(support -> support > 0 && support <= 1);
            assertThat(consensus.support()).hasSameSizeAs(consensus.value().categories());
        }

        void oneAnnotatorIsBelieved() {
            Consensus<V> consensus = consensus(List.of(new Opinion<>("only", one)));
            assertThat(distance(consensus.value(), one)).isCloseTo(0, within(1e-9));
            assertThat(consensus.confidence()).isCloseTo(1, within(1e-9));
        }

        void nobodyHasNoConsensus() {
            assertThat(type.aggregation().of(List.of())).isEmpty();
            assertThat(type.aggregationLearntFrom(List.of()).of(List.of())).isEmpty();
        }
    }

    @Property(tries = 600)
    void a_distance_is_none_for_equal_labels_symmetric_and_at_most_one(@ForAll("cases") Case<?> given) {
        given.equalLabelsHaveNoDistanceAndOthersOneUpToOne();
    }

    @Property(tries = 1000)
    void where_a_metric_is_claimed_the_triangle_inequality_holds(@ForAll("cases") Case<?> given) {
        given.aMetricHasNoShortCuts();
    }

    @Property(tries = 400)
    void the_order_of_annotators_and_repeated_labels_change_no_consensus(
            @ForAll("cases") Case<?> given, @ForAll Random random) {
        given.theOrderOfAnnotatorsChangesNothing(random);
        given.aRepeatedLabelChangesNothing();
    }

    @Property(tries = 400)
    void what_all_say_or_the_only_one_says_is_the_consensus(@ForAll("cases") Case<?> given) {
        given.whatAllSayIsTheConsensus();
        given.oneAnnotatorIsBelieved();
        given.nobodyHasNoConsensus();
    }

    @Property(tries = 400)
    void a_consensus_is_a_label_of_its_type(@ForAll("cases") Case<?> given) {
        given.aConsensusIsALabelWithItsSupport();
    }

    @Provide
    Arbitrary<Case<?>> cases() {
        Arbitrary<Selection> selections = Arbitraries.integers().between(0, 7).map(bits -> new Selection(bits));
        Arbitrary<Quantity> numbers = Arbitraries.doubles().between(-1e6, 1e6).map(Quantity::new);
        Arbitrary<Drawing> drawings = boxes().list().ofMaxSize(4).map(Drawing::new);
        Arbitrary<Markup> markups = spans().list().ofMaxSize(4).map(Markup::new);
        return Arbitraries.oneOf(
                of(
                        new SingleChoice(CLASSES),
                        true,
                        Arbitraries.integers().between(0, 2).map(Choice::new)),
                of(new SeveralChoices(CLASSES, SetDistance.JACCARD, new Quorum(.4)), true, selections),
                of(new SeveralChoices(CLASSES), false, selections),
                of(
                        new Rating(-2, 4),
                        true,
                        Arbitraries.integers().between(-2, 4).map(Grade::new)),
                of(NumberEntry.any(), true, numbers),
                of(new NumberEntry(OptionalDouble.of(-1e6), OptionalDouble.of(1e6), "m", Middle.MEAN), true, numbers),
                of(new Boxes(CLASSES), true, drawings),
                of(new Boxes(CLASSES, new BoxFusion(.3, new Quorum(.3), Middle.MEAN)), true, drawings),
                of(new Spans(CLASSES), true, markups),
                of(new Spans(CLASSES, SpanDistance.EXACT, SpanFusion.DEFAULT), false, markups),
                of(new Spans(CLASSES, SpanDistance.OVERLAP, SpanFusion.DEFAULT), false, markups));
    }

    private static <V extends LabelValue> Arbitrary<Case<?>> of(
            LabelType<V> type, boolean metric, Arbitrary<V> values) {
        Arbitrary<List<Opinion<V>>> opinions = Combinators.combine(
                        values, Arbitraries.doubles().between(.1, 3))
                .as((value, weight) -> new Opinion<>("w", value, weight))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(LabelTypePropertiesTest::numbered);
        return Combinators.combine(values, values, values, opinions)
                .as((one, two, three, several) -> new Case<>(type, metric, one, two, three, several));
    }

    private static <V> List<Opinion<V>> numbered(List<Opinion<V>> opinions) {
        List<Opinion<V>> named = new ArrayList<>();
        for (Opinion<V> opinion : opinions) {
            named.add(new Opinion<>("w" + named.size(), opinion.value(), opinion.weight()));
        }
        return named;
    }

    private static Arbitrary<Box> boxes() {
        Arbitrary<Integer> edge = Arbitraries.integers().between(0, 6);
        Arbitrary<Integer> side = Arbitraries.integers().between(0, 5);
        return Combinators.combine(
                        edge, edge, side, side, Arbitraries.integers().between(0, 2))
                .as((x, y, width, height, category) -> Box.ofSize(x, y, width, height, category));
    }

    private static Arbitrary<Span> spans() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 2))
                .as((start, length, category) -> new Span(start, start + length, category));
    }
}
