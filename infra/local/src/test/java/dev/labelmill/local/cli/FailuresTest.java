package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class FailuresTest {

    @Test
    void a_file_that_cannot_be_made_is_told_without_the_name_of_a_class_of_ours() {
        CommandLine command = new CommandLine(CommandSpec.create());
        StringWriter err = new StringWriter();
        command.setErr(new PrintWriter(err, true));

        int code = new Failures()
                .handleExecutionException(
                        new UncheckedIOException("x.csv cannot be written", new NoSuchFileException("x.csv")),
                        command,
                        null);

        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString("labelmill: x.csv cannot be written (java.nio.file.NoSuchFileException: x.csv)"
                        + System.lineSeparator());
    }
}
