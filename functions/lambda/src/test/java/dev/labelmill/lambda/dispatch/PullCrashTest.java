package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.PullDesk.SETTINGS;
import static dev.labelmill.lambda.dispatch.PullDesk.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Signed;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Environments that die while tasks are laid out or given. */
class PullCrashTest {

    static Stream<Crash> deaths() {
        return IntStream.rangeClosed(1, 2).boxed().flatMap(n -> Stream.of(Crash.before(n), Crash.after(n)));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void an_environment_that_dies_while_it_gives_tasks_loses_none(Crash crash) {
        PullDesk desk = PullDesk.dispatched(3);
        desk.stage.services(crash).webhook().handle(Signed.wanted("crowd", "msg_same", desk.stage.now, "ann", 2));

        assertThat(items(desk.ask(desk.stage.services(), "msg_same", "ann", 2))).containsExactlyInAnyOrder("i0", "i1");
        assertThat(items(desk.ask("ann", 20))).containsExactly("i2");
    }

    @ParameterizedTest
    @MethodSource("writesOfADispatch")
    void a_dispatch_that_dies_anywhere_offers_each_task_once(Crash crash) {
        PullDesk desk = PullDesk.of(SETTINGS).people(3);
        try {
            desk.stage.services(crash).dispatch().handle(Events.tick());
        } catch (Crash.Dead died) {
            assertThat(crash.happened()).isTrue();
        }

        desk.desk.dispatch();

        assertThat(items(desk.ask("ann", 20))).containsExactlyInAnyOrder("i0", "i1", "i2");
        assertThat(desk.desk.open()).hasSize(1);
    }

    static Stream<Crash> writesOfADispatch() {
        return IntStream.rangeClosed(1, 8).boxed().flatMap(n -> Stream.of(Crash.before(n), Crash.after(n)));
    }
}
