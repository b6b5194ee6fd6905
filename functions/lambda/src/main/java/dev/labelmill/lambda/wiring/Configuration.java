package dev.labelmill.lambda.wiring;

import java.util.Map;

/**
 * Where a function's surroundings are.
 *
 * @param stage       name of the deployment, a dimension of every metric
 * @param memory      the function's memory in megabytes, which its time is charged by
 * @param secrets     address of the vendors' webhook secrets
 * @param prices      which price file platform money is counted by
 */
public record Configuration(
        String stage,
        String bucket,
        String table,
        String intakeQueue,
        String prelabelQueue,
        String finishQueue,
        String secrets,
        String prices,
        int memory) {

    private static final String DEFAULT_PRICES = "us-east-1-arm64";

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming a variable that is missing
     */
    public static Configuration of(Map<String, String> environment) {
        return new Configuration(
                required(environment, "LABELMILL_STAGE"),
                required(environment, "LABELMILL_BUCKET"),
                required(environment, "LABELMILL_TABLE"),
                required(environment, "LABELMILL_INTAKE_QUEUE"),
                required(environment, "LABELMILL_PRELABEL_QUEUE"),
                required(environment, "LABELMILL_FINISH_QUEUE"),
                required(environment, "LABELMILL_SECRETS"),
                environment.getOrDefault("LABELMILL_PRICES", DEFAULT_PRICES),
                Integer.parseInt(required(environment, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE")));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is missing");
        }
        return value;
    }
}
