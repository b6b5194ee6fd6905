package dev.labelmill.lambda.collect;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A desk for each test, at which two tasks are with the vendor. */
abstract class WithErrandDesk {

    @TempDir
    Path folder;

    ErrandDesk desk;

    @BeforeEach
    void two_tasks_are_with_the_vendor() throws IOException {
        desk = new ErrandDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }
}
