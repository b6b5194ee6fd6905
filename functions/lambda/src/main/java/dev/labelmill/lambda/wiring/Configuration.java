package dev.labelmill.lambda.wiring;

import dev.labelmill.lambda.publish.DeadLetters;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a function's surroundings are.
 *
 * @param stage       name of the deployment, a dimension of every metric
 * @param models      which hosted models may be called, as {@code ModelAccessForm} reads it; empty: none
 * @param memory      the function's memory in megabytes, which its time is charged by
 * @param timeout     how long an invocation may take
 * @param endpoints   address of the users' endpoints that are told of batches
 * @param secrets     address of the vendors' webhook secrets
 * @param prices      which price file platform money is counted by
 * @param deadLetters addresses of the dead-letter queues, by the name they are published under
 * @param pretrained  whether {@code prelabel} and {@code train} are deployed with what runs pre-trained models
 * @param batchMetrics how many batches have metrics of their own, which CloudWatch charges for each
 */
public record Configuration(
        String stage,
        String bucket,
        String table,
        String intakeQueue,
        String prelabelQueue,
        String trainQueue,
        String finishQueue,
        String collectQueue,
        String notifyQueue,
        String endpoints,
        String secrets,
        String prices,
        Map<String, String> deadLetters,
        boolean pretrained,
        int batchMetrics,
        String models,
        int memory,
        Duration timeout) {

    private static final String DEFAULT_PRICES = "us-east-1-arm64";
    private static final String DEFAULT_BATCH_METRICS = "20";

    /** Copies the map. */
    public Configuration {
        deadLetters = Map.copyOf(deadLetters);
        if (batchMetrics < 0) {
            throw new IllegalArgumentException("LABELMILL_BATCH_METRICS must not be negative, but is " + batchMetrics);
        }
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming a variable that is missing or wrong
     */
    public static Configuration of(Map<String, String> environment) {
        return new Configuration(
                required(environment, "LABELMILL_STAGE"),
                required(environment, "LABELMILL_BUCKET"),
                required(environment, "LABELMILL_TABLE"),
                required(environment, "LABELMILL_INTAKE_QUEUE"),
                required(environment, "LABELMILL_PRELABEL_QUEUE"),
                required(environment, "LABELMILL_TRAIN_QUEUE"),
                required(environment, "LABELMILL_FINISH_QUEUE"),
                required(environment, "LABELMILL_COLLECT_QUEUE"),
                required(environment, "LABELMILL_NOTIFY_QUEUE"),
                required(environment, "LABELMILL_ENDPOINTS"),
                required(environment, "LABELMILL_SECRETS"),
                environment.getOrDefault("LABELMILL_PRICES", DEFAULT_PRICES),
                deadLetters(environment),
                truth(environment, "LABELMILL_PRETRAINED"),
                Integer.parseInt(environment.getOrDefault("LABELMILL_BATCH_METRICS", DEFAULT_BATCH_METRICS)),
                environment.getOrDefault("LABELMILL_MODELS", ""),
                Integer.parseInt(required(environment, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE")),
                Duration.ofSeconds(Integer.parseInt(required(environment, "LABELMILL_TIMEOUT"))));
    }

    /** Whether this is a local cloud, where endpoints stand in a file and may be on this very machine. */
    boolean isLocal() {
        return endpoints.startsWith("file:");
    }

    /** False if it is missing. */
    static boolean truth(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(variable + " must be true or false, not \"" + value + "\"");
        }
        return value.equals("true");
    }

    private static Map<String, String> deadLetters(Map<String, String> environment) {
        Map<String, String> addresses = new TreeMap<>();
        for (String queue : DeadLetters.QUEUES) {
            String variable = "LABELMILL_" + queue.toUpperCase(Locale.ROOT) + "_DEAD_LETTERS";
            if (environment.containsKey(variable)) {
                addresses.put(queue, environment.get(variable));
            }
        }
        return addresses;
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is missing");
        }
        return value;
    }
}
