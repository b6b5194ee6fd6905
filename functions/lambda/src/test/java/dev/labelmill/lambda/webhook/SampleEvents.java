package dev.labelmill.lambda.webhook;

import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Events;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** The sample requests of the repository, and what they are signed with. */
public final class SampleEvents {
    /** When the samples were signed. */
    public static final Instant SIGNED_AT = Instant.parse("2026-11-24T10:00:00Z");

    public static final Path SECRETS = Events.FOLDER.resolve("webhook/sample-secrets.json");

    private SampleEvents() {}

    public static FunctionUrlEvent request(String file) {
        return FunctionUrlEvent.read(Events.sample(file));
    }

    public static String body(String file) {
        try {
            return new String(RawBody.read(request(file)), StandardCharsets.UTF_8);
        } catch (UnusableContent unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
