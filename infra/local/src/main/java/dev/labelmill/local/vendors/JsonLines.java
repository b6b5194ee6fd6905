package dev.labelmill.local.vendors;

import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of one JSON object a line; blank lines are passed over. */
public final class JsonLines {

    private JsonLines() {}

    /**
     * Hands each line's object to {@code reader}.
     *
     * @throws IllegalArgumentException naming the file and the line that is wrong, and what is wrong with it
     */
    public static void each(Path file, Consumer<Fields> reader) {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    reader.accept(Fields.of(Json.parse(line.getBytes(StandardCharsets.UTF_8))));
                }
            }
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    file.getFileName() + ", line " + number + ": " + wrong.getMessage(), wrong);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
