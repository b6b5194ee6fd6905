package dev.labelmill.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.signature.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CourierTest {

    private static final Delivery DELIVERY = new Delivery(
            "msg_1",
            "pets",
            List.of(new Answer(Tasks.task("i1", 1), "w1", "owl", OptionalLong.empty())),
            Duration.ZERO);

    private final List<String> complaints = new ArrayList<>();

    @Test
    void a_delivery_is_signed_and_sent_to_the_vendors_webhook() throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            courier(receiver.address()).send(DELIVERY);
            assertThat(receiver.requests()).singleElement().satisfies(request -> {
                assertThat(request.path()).isEqualTo("/webhooks/crowd");
                assertThat(request.verdict()).isEqualTo(new Verdict.Accepted(Optional.of("msg_1")));
            });
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void a_busy_or_failing_receiver_is_tried_again_under_the_same_id() throws InterruptedException {
        try (Receiver receiver = new Receiver(500, 429, 503)) {
            courier(receiver.address()).send(DELIVERY);
            assertThat(receiver.requests())
                    .hasSize(4)
                    .allSatisfy(request ->
                            assertThat(request.verdict()).isEqualTo(new Verdict.Accepted(Optional.of("msg_1"))));
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void a_delivery_is_given_up_after_a_bounded_number_of_attempts() throws InterruptedException {
        try (Receiver receiver = new Receiver(500, 500, 500, 500, 502, 500)) {
            courier(receiver.address()).send(DELIVERY);
            assertThat(receiver.requests()).hasSize(5);
            assertThat(complaints)
                    .containsExactly("vendor crowd gave up delivery msg_1 with 1 label after 5 attempts (status 502)");
        }
    }

    @Test
    void a_refused_delivery_is_not_tried_again() throws InterruptedException {
        try (Receiver receiver = new Receiver(400)) {
            courier(receiver.address()).send(DELIVERY);
            assertThat(receiver.requests()).hasSize(1);
            assertThat(complaints)
                    .containsExactly("vendor crowd's delivery msg_1 was refused with 400: {\"error\":\"no\"}");
        }
    }

    @Test
    void nobody_listening_is_tried_again_and_given_up() throws InterruptedException {
        URI gone;
        try (Receiver receiver = new Receiver()) {
            gone = receiver.address();
        }
        courier(gone).send(DELIVERY);
        assertThat(complaints)
                .containsExactly(
                        "vendor crowd gave up delivery msg_1 with 1 label after 5 attempts (ConnectException)");
    }

    private Courier courier(URI receiver) {
        Courier.Patience hasty = new Courier.Patience(5, Duration.ofMillis(1), Duration.ofMillis(4));
        return new Courier("crowd", receiver, Receiver.SECRET, hasty, InstantSource.system(), complaints::add);
    }
}
