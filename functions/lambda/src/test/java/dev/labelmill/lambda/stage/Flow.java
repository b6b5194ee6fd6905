package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.wiring.Services;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Carries a batch along by hand: messages to their functions, and ticks. */
public final class Flow {

    private static final String ATTEMPTS = "attempts";

    /** What differs between two runs that mean the same. */
    private static final Set<String> INCIDENTAL = Set.of(
            "version",
            "spent",
            "mk",
            "at",
            "ttl",
            "createdAt",
            "phaseSince",
            "entered",
            "touched",
            "watermark",
            ATTEMPTS);

    /** Of an object that one attempt at a scoring pass made. */
    private static final Pattern ATTEMPT = Pattern.compile("(.*/\\d{6})-([0-9a-f]{16})(\\..*)");

    private final Stage stage;
    private Services services;

    public Flow(Stage stage) {
        this.stage = stage;
        this.services = stage.services();
    }

    /** Tells intake of an upload. */
    public JsonNode uploaded(String key) {
        return services.intake().handle(Events.created(key));
    }

    /** Uploads an object and tells intake. */
    public JsonNode upload(String key, String content) {
        stage.upload(key, content);
        return uploaded(key);
    }

    /** Lets the functions run in an environment that will die; the next after its death is a new one. */
    public void dieing(Crash crash) {
        services = stage.services(crash);
    }

    /** Calls once, and again in a new environment if the first has died. */
    public <T> T orAgain(Supplier<T> call) {
        try {
            return call.get();
        } catch (Crash.Dead died) {
            services = stage.services();
            return call.get();
        }
    }

    /** The functions as they run now. */
    public Services services() {
        return services;
    }

    /** Works off the queues once; failed messages go back. @return how many messages there were */
    public int work() {
        List<JsonNode> uploads = stage.drain(stage.intakeQueue);
        List<JsonNode> chunks = stage.drain(stage.prelabelQueue);
        uploads.forEach(message -> handled(() -> services.intake().handle(Events.queued(List.of(message)))));
        chunks.forEach(message -> handled(() -> services.prelabel().handle(Events.queued(List.of(message)))));
        return uploads.size() + chunks.size();
    }

    private void handled(Supplier<JsonNode> call) {
        if (Events.failures(orAgain(call)) > 0) {
            services = stage.services();
            if (Events.failures(call.get()) > 0) {
                throw new AssertionError("a message failed twice");
            }
        }
    }

    /** Ticks and works until the batch is with its people, or over. */
    public Batch untilLabelling(String batch) {
        for (int tick = 0; tick < 20; tick++) {
            work();
            orAgain(() -> services.advance().handle(Events.tick()));
            Batch now = stage.batches().get(batch).orElseThrow();
            if (now.phase() == Phase.LABELLING || now.phase().isFinal()) {
                return now;
            }
            stage.now = stage.now.plus(Duration.ofMinutes(6));
        }
        throw new AssertionError("stuck in " + stage.batches().get(batch));
    }

    /** Everything that the table and the bucket say, apart from what is incidental. */
    public Map<String, Object> canonical() {
        Map<String, Object> state = new TreeMap<>();
        stage.dynamo.scanPaginator(b -> b.tableName(stage.name).consistentRead(true)).items().stream()
                .forEach(row -> state.put(
                        "row " + day(row.get("pk").s()) + " " + row.get("sk").s(),
                        row.entrySet().stream()
                                .filter(e -> !INCIDENTAL.contains(e.getKey()))
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, e -> text(e.getValue()), (a, b) -> a, TreeMap::new))));
        Set<String> counting = attemptsThatCount();
        stage.bucket()
                .list("")
                .forEach(o -> canonicalKey(o.key(), counting)
                        .ifPresent(key -> state.put(
                                "object " + key,
                                Base64.getEncoder()
                                        .encodeToString(
                                                stage.bucket().read(o.key()).orElseThrow()))));
        return state;
    }

    private Set<String> attemptsThatCount() {
        return stage.dynamo.scanPaginator(b -> b.tableName(stage.name).consistentRead(true)).items().stream()
                .filter(row -> row.containsKey(ATTEMPTS))
                .flatMap(row -> row.get(ATTEMPTS).l().stream())
                .map(AttributeValue::s)
                .collect(Collectors.toSet());
    }

    /** Nothing for what an attempt has left that no row names. */
    private static Optional<String> canonicalKey(String key, Set<String> counting) {
        Matcher attempt = ATTEMPT.matcher(key);
        if (!attempt.matches()) {
            return Optional.of(key);
        }
        return counting.contains(attempt.group(2))
                ? Optional.of(attempt.group(1) + attempt.group(3))
                : Optional.empty();
    }

    private static String day(String pk) {
        return pk.startsWith("REJECTED#") ? pk.substring(0, pk.lastIndexOf('#')) : pk;
    }

    private static String text(AttributeValue value) {
        return new String(value.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
