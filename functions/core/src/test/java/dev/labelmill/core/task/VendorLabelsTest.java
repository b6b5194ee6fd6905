package dev.labelmill.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class VendorLabelsTest {

    private static Label said(String annotator, int answer, long revision) {
        return Given.label(
                Purpose.LABEL, "crowd", annotator, answer < 0 ? OptionalInt.empty() : OptionalInt.of(answer), revision);
    }

    private static Claim claim(int labels) {
        return new Claim(
                said("w", 0, 1).dispatch(), "crowd", Purpose.LABEL, labels, labels, Optional.empty(), Claim.End.NONE);
    }

    @Example
    void a_label_that_stands_is_changed_where_it_is_and_one_that_was_taken_back_is_followed_by_the_next() {
        VendorLabels labels = new VendorLabels(List.of(said("w1", -1, 2), said("w2", 1, 1)));

        assertThat(labels.place("w2")).isEqualTo(1);
        assertThat(labels.place("w1")).isEqualTo(2);
        assertThat(labels.place("w3")).isEqualTo(2);
        assertThat(labels.hasRoom(claim(1))).isFalse();
        assertThat(labels.hasRoom(claim(2))).isTrue();
        assertThat(labels.knows("w1", 2)).isTrue();
        assertThat(labels.knows("w1", 3)).isFalse();
    }

    @Example
    void a_list_ends_somewhere() {
        assertThat(new VendorLabels(Collections.nCopies(VendorLabels.MOST - 1, said("w1", -1, 1))).isFull())
                .isFalse();
        assertThat(new VendorLabels(Collections.nCopies(VendorLabels.MOST, said("w1", -1, 1))).isFull())
                .isTrue();
    }

    /** The table: one row a place, and writes of one row under a condition. */
    private static final class Rows {

        private final List<Label> rows = new ArrayList<>();

        boolean write(VendorLabels read, Label label) {
            int place = read.place(label.annotator());
            if (place == rows.size()) {
                rows.add(label);
                return true;
            }
            boolean asRead = place < read.rows().size()
                    && rows.get(place).revision() == read.rows().get(place).revision();
            if (asRead) {
                rows.set(place, label);
            }
            return asRead;
        }
    }

    /** One delivery of one label: it reads row by row, decides, and writes, over and over until it is settled. */
    private static final class Delivery {

        private final Label label;
        private final List<Label> read = new ArrayList<>();
        private boolean readToTheEnd;
        private boolean kept;
        private boolean refused;

        Delivery(Label label) {
            this.label = label;
        }

        boolean settled() {
            return kept || refused;
        }

        /** @param table the rows as they are at this moment: it sees one of them, or writes one */
        void step(Rows table, Claim claim) {
            if (readToTheEnd) {
                decide(table, claim, new VendorLabels(read));
                read.clear();
                readToTheEnd = false;
            } else if (read.size() < table.rows.size()) {
                read.add(table.rows.get(read.size()));
            } else {
                readToTheEnd = true;
            }
        }

        private void decide(Rows table, Claim claim, VendorLabels seen) {
            boolean adds = seen.standing(label.annotator()).isEmpty() && !label.isTombstone();
            if (seen.knows(label.annotator(), label.revision())) {
                kept = true;
            } else if (adds && !seen.hasRoom(claim)) {
                refused = true;
            } else {
                kept = table.write(seen, label);
            }
        }
    }

    @Provide
    Arbitrary<List<Label>> labels() {
        return Combinators.combine(
                        Arbitraries.of("w1", "w2", "w3", "w4", "w5"),
                        Arbitraries.integers().between(-1, 1),
                        Arbitraries.longs().between(1, 4))
                .as(VendorLabelsTest::said)
                .list()
                .ofMinSize(2)
                .ofMaxSize(9);
    }

    @Property(tries = 3000)
    void however_deliveries_interleave_no_claim_has_more_labels_than_it_asked_for_and_nobody_two(
            @ForAll("labels") List<Label> sent,
            @ForAll @IntRange(min = 1, max = 3) int wanted,
            @ForAll @Size(300) List<@IntRange(max = 8) Integer> turns) {
        Rows table = new Rows();
        Claim claim = claim(wanted);
        List<Delivery> deliveries = sent.stream().map(Delivery::new).toList();
        for (int turn : turns) {
            Delivery next = deliveries.get(turn % deliveries.size());
            if (!next.settled()) {
                next.step(table, claim);
                assertSound(table, wanted);
            }
        }
        while (deliveries.stream().anyMatch(delivery -> !delivery.settled())) {
            for (Delivery delivery : deliveries) {
                if (!delivery.settled()) {
                    delivery.step(table, claim);
                    assertSound(table, wanted);
                }
            }
        }

        VendorLabels after = new VendorLabels(table.rows);
        assertThat(deliveries)
                .filteredOn(delivery -> delivery.kept)
                .allMatch(delivery -> after.knows(delivery.label.annotator(), delivery.label.revision()));
    }

    private static void assertSound(Rows table, int wanted) {
        List<Label> standing =
                table.rows.stream().filter(label -> !label.isTombstone()).toList();
        assertThat(standing).hasSizeLessThanOrEqualTo(wanted);
        assertThat(standing).extracting(Label::annotator).doesNotHaveDuplicates();
        for (String annotator : List.of("w1", "w2", "w3", "w4", "w5")) {
            List<Long> revisions = table.rows.stream()
                    .filter(label -> label.annotator().equals(annotator))
                    .map(Label::revision)
                    .toList();
            assertThat(revisions).isSorted().doesNotHaveDuplicates();
        }
    }
}
