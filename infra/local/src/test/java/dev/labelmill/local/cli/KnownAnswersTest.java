package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownAnswersTest {

    @TempDir
    private Path folder;

    @Test
    void answers_of_items_that_are_not_there_are_counted() throws IOException {
        Path results = folder.resolve("labels.jsonl");
        Files.writeString(results, "{\"id\": \"a\"}\n{\"id\": \"b\"}\n");

        assertThat(KnownAnswers.withoutItem(results, Set.of("a", "x", "y"))).isEqualTo(2);
        assertThat(KnownAnswers.withoutItem(results, Set.of("a", "b"))).isZero();
        assertThat(KnownAnswers.withoutItem(results, Set.of())).isZero();
    }
}
