package dev.labelmill.lambda.webhook;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The sample events of the repository, and what they are signed with. */
final class SampleEvents {
    /** When the samples were signed. */
    static final Instant SIGNED_AT = Instant.parse("2026-11-24T10:00:00Z");

    static final Path FOLDER = Path.of(System.getProperty("labelmill.root"), "events");
    static final Path SECRETS = FOLDER.resolve("webhook/sample-secrets.json");

    private static final JsonMapper MAPPER = new JsonMapper();

    private SampleEvents() {}

    static FunctionUrlEvent request(String file) {
        try {
            return FunctionUrlEvent.read(MAPPER.readTree(Files.readAllBytes(FOLDER.resolve(file))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String body(String file) {
        try {
            return new String(RawBody.read(request(file)), StandardCharsets.UTF_8);
        } catch (UnusableContent unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
