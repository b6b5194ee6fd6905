package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {

    private final List<String> closed = new ArrayList<>();
    private final OpenParts parts = new OpenParts();

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }

    @Test
    void all_are_closed_once_and_the_newest_first() {
        parts.opened(part("folder"));
        parts.openedInMemory(part("servers"));
        parts.opened(part("functions"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("functions", "servers", "folder");
    }

    @Test
    void a_server_in_memory_is_not_waited_for_when_the_program_ends() {
        parts.opened(part("folder"));
        parts.openedInMemory(part("servers"));
        parts.opened(part("functions"));

        parts.end();

        assertThat(closed).containsExactly("functions", "folder");
    }

    @Test
    void a_server_in_memory_is_not_waited_for_when_the_program_ends_while_all_is_being_closed() {
        parts.openedInMemory(part("servers"));
        parts.opened(parts::end);

        parts.close();

        assertThat(closed).isEmpty();
    }

    @Test
    void one_that_cannot_be_closed_keeps_none_of_the_others() {
        parts.opened(part("folder"));
        parts.opened(() -> {
            throw new IllegalArgumentException("stuck");
        });
        parts.opened(part("functions"));

        assertThatIllegalStateException().isThrownBy(parts::close).withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(closed).containsExactly("functions", "folder");
    }

    @Test
    void what_is_opened_after_the_end_is_refused_and_closed_with_the_rest() {
        parts.end();

        assertThatIllegalStateException().isThrownBy(() -> parts.opened(part("late")));
        parts.close();
        assertThat(closed).containsExactly("late");
    }
}
