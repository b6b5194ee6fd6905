package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands and keeps what a person at a terminal would see. */
final class Terminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int exitCode;

    static Terminal labelmill(String... arguments) {
        Terminal terminal = new Terminal();
        terminal.exitCode = Labelmill.run(new PrintWriter(terminal.out), new PrintWriter(terminal.err), arguments);
        return terminal;
    }

    /** Asserts that a command refuses what it is given, in this one sentence. */
    static void refuses(String sentence, String... arguments) {
        Terminal terminal = labelmill(arguments);
        assertThat(terminal.err()).isEqualTo("labelmill: " + sentence + System.lineSeparator());
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
