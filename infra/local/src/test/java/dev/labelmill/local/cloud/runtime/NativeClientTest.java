package dev.labelmill.local.cloud.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeClientTest {

    @TempDir
    Path runtime;

    @Test
    void processes_load_the_file_that_is_there_for_this_machine_instead_of_unpacking_it_over_each_other()
            throws IOException {
        Path files = Files.createDirectory(runtime.resolve("jni"));
        for (boolean musl : List.of(true, false)) {
            Files.createFile(files.resolve(NativeClient.name(System.getProperty("os.arch"), musl)));
        }

        List<String> command = Artifact.jvm(Path.of("function"), runtime, List.of("-Xmx256m"))
                .command(ProcessRuntimeTest.function("tiny"));

        assertThat(command)
                .filteredOn(argument -> argument.startsWith(
                        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + files))
                .hasSize(1);
    }

    @Test
    void where_there_is_none_the_client_is_left_to_itself() {
        assertThat(NativeClient.option(runtime)).isEmpty();
    }

    @Test
    void files_are_named_as_in_the_clients_jar() {
        assertThat(NativeClient.name("amd64", false)).isEqualTo("libaws-lambda-jni.linux-x86_64.so");
        assertThat(NativeClient.name("aarch64", true)).isEqualTo("libaws-lambda-jni.linux_musl-aarch_64.so");
    }
}
