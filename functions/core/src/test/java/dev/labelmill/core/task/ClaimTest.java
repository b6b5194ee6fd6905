package dev.labelmill.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final Instant SINCE = Instant.parse("2026-11-24T10:00:00Z");

    private static Claim claim(Optional<Instant> since) {
        return new Claim("d-1", "crowd", Purpose.LABEL, 2, 2, since, Claim.End.NONE);
    }

    @Test
    void a_label_is_waited_for_from_its_claim_on_and_a_moment_at_least() {
        assertThat(claim(Optional.of(SINCE)).waited(SINCE.plusMillis(1500))).isEqualTo(1500);
        assertThat(claim(Optional.of(SINCE)).waited(SINCE.minusMillis(3)))
                .as("by another clock")
                .isEqualTo(1);
    }

    @Test
    void a_label_whose_claim_is_over_is_late_and_one_of_a_claim_made_nobody_knows_when_tells_nothing() {
        assertThat(claim(Optional.empty()).waited(SINCE)).isZero();
        assertThat(claim(Optional.of(SINCE)).end(Claim.End.EXPIRED).waited(SINCE.plusSeconds(9)))
                .isEqualTo(Claim.LATE);
        assertThat(claim(Optional.of(SINCE)).end(Claim.End.REFUSED).since()).contains(SINCE);
    }
}
