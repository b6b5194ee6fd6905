package dev.labelmill.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant DEADLINE = NOW.plusSeconds(100);

    private final Slots two = Slots.of("b", "i", "crowd", "d-1", 2, false, 0.5, DEADLINE);

    private static Slots lease(Slots slots, String annotator) {
        return slots.lease(annotator, Set.of(), NOW, NOW.plusSeconds(30)).orElseThrow();
    }

    @Test
    void a_claim_of_two_labels_has_slots_for_two_annotators() {
        Slots full = lease(lease(two, "ann"), "bob");

        assertThat(full.lease("cem", Set.of(), NOW, DEADLINE)).isEmpty();
        assertThat(full.nextFree(Set.of(), NOW)).contains(NOW.plusSeconds(30));
    }

    @Test
    void nobody_gets_an_item_twice_though_the_lease_is_over() {
        Slots over = lease(two, "ann").release("ann", NOW);

        assertThat(over.lease("ann", Set.of(), NOW, DEADLINE)).isEmpty();
        assertThat(over.free(Set.of(), NOW)).isEqualTo(2);
    }

    @Test
    void who_has_answered_takes_a_slot_once_whether_the_lease_is_held_or_over() {
        Slots one = lease(two, "ann");

        assertThat(one.free(Set.of("ann"), NOW)).isEqualTo(1);
        assertThat(one.free(Set.of("ann"), NOW.plusSeconds(31))).isEqualTo(1);
        assertThat(lease(one, "bob").nextFree(Set.of("ann", "bob"), NOW)).isEmpty();
    }

    @Test
    void no_lease_outlives_its_claim() {
        Slots held = lease(two, "ann").extend("ann", NOW, DEADLINE.plusSeconds(1));

        assertThat(held.held("ann", NOW)).contains(new Lease("d-1", "ann", DEADLINE));
        assertThat(held.free(Set.of(), DEADLINE)).isZero();
        assertThat(held.nextFree(Set.of(), DEADLINE)).isEmpty();
    }

    @Test
    void a_lease_that_is_over_is_not_extended() {
        Slots held = lease(two, "ann");

        assertThat(held.extend("ann", NOW.plusSeconds(30), DEADLINE)).isSameAs(held);
    }

    @Test
    void a_later_claim_remembers_who_had_the_item() {
        Slots later = lease(two, "ann")
                .replacedBy(Slots.of("b", "i", "crowd", "d-2", 1, false, 0.5, DEADLINE.plusSeconds(100)));

        assertThat(later.knows("ann")).isTrue();
        assertThat(later.free(Set.of(), NOW)).as("earlier leases take no slot").isEqualTo(1);
        assertThat(later.replacedBy(Slots.of("b", "i", "crowd", "d-2", 1, false, 0.5, DEADLINE)))
                .isSameAs(later);
    }

    @Test
    void a_request_is_remembered_as_long_as_its_signature_could_be_taken() {
        Puller ann = Puller.unknown("crowd", "ann").give(List.of(new Puller.Grant("m1", NOW, "b", "i", "d-1")), NOW);

        Instant later = NOW.plus(Puller.MEMORY);
        assertThat(ann.of("m1")).hasSize(1);
        assertThat(ann.room(NOW)).isEqualTo(Puller.MOST_REMEMBERED - 1);
        assertThat(ann.give(List.of(), later).grants()).isEmpty();
        assertThat(ann.give(List.of(), later).given()).isEqualTo(1);
    }
}
