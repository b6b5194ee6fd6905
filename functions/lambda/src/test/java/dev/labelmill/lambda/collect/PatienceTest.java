package dev.labelmill.lambda.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final ErrandMessage NEW = new ErrandMessage("studio", new Errand("job", "19", "delivery-1"));

    private final Patience patience = new Patience();

    private static VendorUnavailable unavailable(Duration... retryAfter) {
        return new VendorUnavailable(
                "the vendor's API answered with status 503",
                retryAfter.length == 0 ? Optional.empty() : Optional.of(retryAfter[0]));
    }

    private static Duration waited(ErrandMessage message, Instant from) {
        return Duration.between(from, message.notBefore().orElseThrow());
    }

    @Test
    void waits_double_with_each_try_up_to_a_quarter_of_an_hour() {
        ErrandMessage message = NEW;
        for (int tries = 0; tries < 30; tries++) {
            message = patience.afterFailure(message, unavailable(), NOW);

            long most = Math.min(900, 10L << Math.min(tries, 10));
            assertThat(waited(message, NOW)).isBetween(Duration.ofMillis(most * 500), Duration.ofSeconds(most));
            assertThat(message.tries()).isEqualTo(tries + 1);
            assertThat(message.since()).contains(NOW);
        }
    }

    @Test
    void the_vendors_own_wish_is_followed_even_beyond_what_a_queue_can_wait() {
        ErrandMessage message = patience.afterFailure(NEW, unavailable(Duration.ofHours(2)), NOW);

        assertThat(waited(message, NOW)).isEqualTo(Duration.ofHours(2));
        assertThat(Patience.delay(message, NOW)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Patience.delay(message, NOW.plus(Duration.ofMinutes(119)))).isEqualTo(Duration.ofSeconds(61));
        assertThat(Patience.delay(message, NOW.plus(Duration.ofHours(3)))).isZero();
    }

    @Test
    void a_wish_for_nothing_does_not_make_us_hammer() {
        assertThat(waited(patience.afterFailure(NEW, unavailable(Duration.ZERO), NOW), NOW))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_vendor_that_is_silent_is_not_asked_for_other_errands_until_it_may_be() {
        ErrandMessage other = new ErrandMessage("studio", new Errand("job", "20", "delivery-2"));
        ErrandMessage elsewhere = new ErrandMessage("crowd", new Errand("assignment", "7", "delivery-3"));
        Instant again = patience.afterFailure(NEW, unavailable(Duration.ofMinutes(5)), NOW)
                .notBefore()
                .orElseThrow();

        assertThat(patience.holds(other, NOW)).contains(again);
        assertThat(patience.holds(elsewhere, NOW)).isEmpty();
        assertThat(patience.holds(other, again)).isEmpty();

        patience.answered("studio");
        assertThat(patience.holds(other, NOW)).isEmpty();
    }

    @Test
    void one_errand_that_always_fails_holds_no_other_up() {
        ErrandMessage other = errand("20");
        ErrandMessage message = NEW;
        for (int tries = 0; tries < 30; tries++) {
            message = patience.afterFailure(message, unavailable(), NOW);
            assertThat(patience.holds(other, NOW)).isEmpty();
        }
    }

    @Test
    void errands_that_always_fail_hold_others_up_for_minutes_at_most_and_not_at_all_where_the_vendor_answers() {
        for (int i = 0; i < 50; i++) {
            patience.afterFailure(errand("bad" + i), unavailable(), NOW);
        }
        assertThat(patience.holds(errand("20"), NOW)).contains(NOW.plus(Patience.LONGEST_SILENCE));
        assertThat(patience.holds(errand("20"), NOW.plus(Patience.LONGEST_SILENCE)))
                .isEmpty();

        for (int i = 0; i < 50; i++) {
            patience.answered("studio");
            patience.afterFailure(errand("bad" + i), unavailable(), NOW);
            assertThat(patience.holds(errand("20"), NOW)).isEmpty();
        }
    }

    @Test
    void a_wish_to_be_left_alone_for_hours_is_one_errands_own_and_minutes_for_the_others() {
        ErrandMessage message = patience.afterFailure(NEW, unavailable(Duration.ofHours(2)), NOW);

        assertThat(waited(message, NOW)).isEqualTo(Duration.ofHours(2));
        assertThat(patience.holds(errand("20"), NOW)).contains(NOW.plus(Patience.LONGEST_SILENCE));
    }

    private static ErrandMessage errand(String id) {
        return new ErrandMessage("studio", new Errand("job", id, "delivery-" + id));
    }

    @Test
    void an_errand_that_must_wait_longer_than_the_vendor_is_silent_waits_longer() {
        ErrandMessage held = NEW.held(NOW.plusSeconds(60));

        assertThat(patience.holds(held, NOW)).contains(NOW.plusSeconds(60));
        assertThat(patience.holds(held, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void after_four_days_in_vain_an_errand_fails_as_messages_do() {
        ErrandMessage message = patience.afterFailure(NEW, unavailable(), NOW);
        Instant later = NOW.plus(Patience.LONGEST);

        assertThat(patience.afterFailure(message, unavailable(), later).since()).contains(NOW);
        VendorUnavailable last = unavailable();
        assertThatThrownBy(() -> patience.afterFailure(message, last, later.plusSeconds(1)))
                .isSameAs(last);
    }
}
