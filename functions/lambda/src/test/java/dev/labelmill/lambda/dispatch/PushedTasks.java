package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.delivery.Circuit;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.store.CircuitStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A vendor with an API, and tasks for it. */
abstract class PushedTasks {

    @TempDir
    Path folder;

    PushDesk push;
    Desk desk;

    @BeforeEach
    void a_vendor_with_an_api() {
        push = new PushDesk(folder);
        desk = push.desk;
    }

    @AfterEach
    void close() {
        push.close();
    }

    Dispatch only() {
        assertThat(desk.open()).hasSize(1);
        return desk.open().get(0);
    }

    Circuit circuit() {
        return new CircuitStore(desk.stage.table()).get("crowd");
    }
}
