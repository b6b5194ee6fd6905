package dev.labelmill.local.cloud.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A function's log file, shared by its environments. */
final class FunctionLog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(FunctionLog.class.getName());

    private final String function;
    private final Writer file;
    private final LineListener listener;

    FunctionLog(String function, Path folder, LineListener listener) {
        this.function = function;
        this.listener = listener;
        try {
            Files.createDirectories(folder);
            file = Files.newBufferedWriter(
                    folder.resolve(function + ".log"),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException("No log can be written in " + folder, failed);
        }
    }

    /** Writes what {@code process} prints until it ends. */
    void follow(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                write(line);
            }
        } catch (IOException killed) {
            LOG.log(System.Logger.Level.DEBUG, "The output of {0} ended in mid-line", function);
        }
    }

    /** Writes a line of Lambda's own. */
    void print(String line) {
        try {
            write(line);
        } catch (IOException closed) {
            LOG.log(System.Logger.Level.DEBUG, "{0} ended after its log was closed", function);
        }
    }

    private void write(String line) throws IOException {
        synchronized (file) {
            file.write(line);
            file.write('\n');
            file.flush();
        }
        listener.printed(function, line);
    }

    @Override
    public void close() {
        try {
            synchronized (file) {
                file.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The log of " + function + " was not closed", failed);
        }
    }
}
