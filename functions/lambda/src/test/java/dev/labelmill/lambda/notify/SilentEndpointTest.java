package dev.labelmill.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.notify.Post.Answer;
import dev.labelmill.lambda.notify.Post.Unanswered;
import dev.labelmill.lambda.store.EndpointStore;
import dev.labelmill.lambda.store.EndpointStore.Door;
import dev.labelmill.lambda.store.NoticeDelivery;
import dev.labelmill.lambda.store.NoticeDelivery.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An endpoint that answers nothing, and many notices for it. */
class SilentEndpointTest extends NotifiedEndpoint {

    private static final Duration CALL = Duration.ofMinutes(1);

    private final List<Notice> notices =
            IntStream.range(0, 8).mapToObj(i -> notice("digits\n" + i)).toList();
    private boolean silent = true;
    private int calls;

    @BeforeEach
    void call() {
        post = (url, headers, body) -> {
            calls++;
            if (silent) {
                throw new Unanswered("no answer within 30 s", null);
            }
            return new Answer(200, Optional.empty());
        };
    }

    private NoticeDelivery delivery(Notice of) {
        return log.get("ops", day(), of.id()).orElseThrow();
    }

    /** Their messages come. */
    private void resume() {
        notices.forEach(
                one -> notifying().handle(event(Continuation.of(delivery(one)).toMessage())));
    }

    @Test
    void after_five_calls_it_is_left_alone_and_then_one_call_at_a_time_shows_whether_it_answers() {
        notices.forEach(this::tell);

        assertThat(calls).isEqualTo(5);
        assertThat(notices.subList(5, 8)).allSatisfy(one -> {
            assertThat(delivery(one).state()).isEqualTo(State.WAITING);
            assertThat(delivery(one).tried()).as("not called, so not tried").isZero();
        });

        stage.now = stage.now.plusSeconds(31);
        resume();
        assertThat(calls).as("one has shown that it does not").isEqualTo(6);

        silent = false;
        stage.now = stage.now.plusSeconds(61);
        resume();
        assertThat(notices).allSatisfy(one -> assertThat(delivery(one).state()).isEqualTo(State.DELIVERED));
        assertThat(calls).isEqualTo(6 + 8);
    }

    @Test
    void a_delivery_is_not_left_for_ever() {
        notices.forEach(this::tell);
        stage.now = stage.now.plus(Duration.ofHours(12));
        String address = endpoints.get(0).url().toString();
        EndpointStore known = new EndpointStore(stage.table());
        assertThat(known.enter("ops", address, stage.now, CALL))
                .as("somebody else's call is under way")
                .isEqualTo(new Door.Open());
        assertThat(known.enter("ops", address, stage.now, CALL)).isEqualTo(new Door.Closed(stage.now.plus(CALL)));

        notifying().handle(event(Continuation.of(delivery(notices.get(7))).toMessage()));

        assertThat(calls).isEqualTo(5);
        assertThat(delivery(notices.get(7)).attempts())
                .extracting(NoticeDelivery.Attempt::outcome)
                .containsExactly("not called: it answers nothing");
        assertThat(delivery(notices.get(7)).state()).isEqualTo(State.WAITING);
    }

    @Test
    void an_answer_of_any_kind_and_another_address_begin_anew() {
        EndpointStore known = new EndpointStore(stage.table());
        IntStream.range(0, 5).forEach(i -> known.unanswered("ops", "http://a", stage.now));
        assertThat(known.enter("ops", "http://a", stage.now, CALL)).isInstanceOf(Door.Closed.class);
        assertThat(known.enter("ops", "http://b", stage.now, CALL)).isEqualTo(new Door.Open());

        known.answered("ops", "http://a", stage.now);
        assertThat(known.enter("ops", "http://a", stage.now, CALL)).isEqualTo(new Door.Open());
        IntStream.range(0, 4).forEach(i -> known.unanswered("ops", "http://a", stage.now));
        assertThat(known.enter("ops", "http://a", stage.now, CALL)).isEqualTo(new Door.Open());
        assertThat(known.isGone("ops", "http://a")).isFalse();
    }
}
