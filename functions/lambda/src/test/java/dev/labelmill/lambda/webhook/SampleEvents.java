package dev.labelmill.lambda.webhook;

import dev.labelmill.lambda.stage.Events;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** The sample requests of the repository, and what they are signed with. */
final class SampleEvents {
    /** When the samples were signed. */
    static final Instant SIGNED_AT = Instant.parse("2026-11-24T10:00:00Z");

    static final Path SECRETS = Events.FOLDER.resolve("webhook/sample-secrets.json");

    private SampleEvents() {}

    static FunctionUrlEvent request(String file) {
        return FunctionUrlEvent.read(Events.sample(file));
    }

    static String body(String file) {
        try {
            return new String(RawBody.read(request(file)), StandardCharsets.UTF_8);
        } catch (UnusableContent unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
