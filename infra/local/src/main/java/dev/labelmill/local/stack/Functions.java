package dev.labelmill.local.stack;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions, as they are configured here. */
final class Functions {

    static final String INTAKE = "intake";
    static final String PRELABEL = "prelabel";
    static final String DISPATCH = "dispatch";
    static final String WEBHOOK = "webhook";
    static final String SCORE = "score";
    static final String TALLY = "tally";
    static final String ADVANCE = "advance";
    static final String PUBLISH = "publish";
    static final String FINISH = "finish";

    static final List<String> ALL =
            List.of(INTAKE, PRELABEL, DISPATCH, WEBHOOK, SCORE, TALLY, ADVANCE, PUBLISH, FINISH);

    /** Of one invocation. */
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** What each function is charged for. */
    private static final int MEMORY_MEGABYTES = 512;

    /** Two where work comes in bursts and is independent; machines that label a batch locally have few cores. */
    private static final Map<String, Integer> CONCURRENCY = Map.of(PRELABEL, 2, WEBHOOK, 2);

    private Functions() {}

    static List<FunctionSettings> all(Emulators emulators, Resources resources, Path secrets) {
        Map<String, String> shared = environment(emulators, resources, secrets);
        return ALL.stream().map(name -> settings(name, shared)).toList();
    }

    /** How many events {@code function} may work on at a time. */
    static int concurrency(String function) {
        return CONCURRENCY.getOrDefault(function, 1);
    }

    private static FunctionSettings settings(String name, Map<String, String> shared) {
        Map<String, String> environment = new HashMap<>(shared);
        environment.put("QUARKUS_FUNQY_EXPORT", name);
        return new FunctionSettings(name, environment, concurrency(name), TIMEOUT, MEMORY_MEGABYTES);
    }

    private static Map<String, String> environment(Emulators emulators, Resources resources, Path secrets) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LABELMILL_STAGE", "local");
        environment.put("LABELMILL_BUCKET", Resources.BUCKET);
        environment.put("LABELMILL_TABLE", Resources.TABLE);
        environment.put("LABELMILL_INTAKE_QUEUE", resources.intakeQueue());
        environment.put("LABELMILL_PRELABEL_QUEUE", resources.prelabelQueue());
        environment.put("LABELMILL_FINISH_QUEUE", resources.finishQueue());
        environment.put("LABELMILL_SECRETS", secrets.toUri().toString());
        environment.put(
                "QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", emulators.dynamoDb().toString());
        environment.put("QUARKUS_S3_ENDPOINT_OVERRIDE", emulators.s3().toString());
        environment.put("QUARKUS_SQS_ENDPOINT_OVERRIDE", emulators.sqs().toString());
        // The S3 server has no host name a bucket, and takes plain bodies.
        environment.put("QUARKUS_S3_PATH_STYLE_ACCESS", "true");
        environment.put("QUARKUS_S3_CHUNKED_ENCODING", "false");
        environment.put("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
        environment.put("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required");
        return environment;
    }
}
