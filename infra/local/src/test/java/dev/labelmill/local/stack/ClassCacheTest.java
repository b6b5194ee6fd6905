package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.local.cloud.runtime.FunctionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {

    @TempDir
    private Path home;

    private List<String> command() {
        FunctionSettings tally = new FunctionSettings("tally", Map.of(), 1, Duration.ofMinutes(1), 256);
        return new Packages(new Distribution(home), Optional.empty()).artifact().command(tally);
    }

    @Test
    void functions_start_from_a_cache_of_this_very_jvm() throws IOException {
        ClassCache cache = ClassCache.of(new Distribution(home));
        Files.createFile(cache.file());

        assertThat(command()).containsAll(cache.reading());
        assertThat(cache.reading())
                .anyMatch(
                        option -> option.endsWith(cache.file().toAbsolutePath().toString()));
    }

    @Test
    void another_jvms_cache_is_left_alone() throws IOException {
        Files.createFile(home.resolve("functions-1.0.cache"));

        assertThat(command()).noneMatch(argument -> argument.endsWith(".cache"));
    }

    /** A cache holds for class paths that begin as the one of its training. */
    @Test
    void the_class_path_of_pre_trained_models_begins_as_the_others() throws IOException {
        String plain = classPath(command());
        Files.createDirectory(home.resolve("pretrained"));
        FunctionSettings train = new FunctionSettings("train", Map.of(), 1, Duration.ofMinutes(1), 256);

        List<String> models = new Packages(new Distribution(home), Optional.empty())
                .artifact()
                .command(train);

        assertThat(classPath(models)).startsWith(plain).contains("pretrained");
    }

    private static String classPath(List<String> command) {
        return command.get(command.indexOf("-cp") + 1);
    }
}
