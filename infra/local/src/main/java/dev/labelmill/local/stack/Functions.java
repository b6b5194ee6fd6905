package dev.labelmill.local.stack;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.FunctionDefinition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions as deployed, with the addresses of this machine. */
final class Functions {

    /** The most calls of a function at a time; machines that label a batch locally have few cores. */
    private static final int MOST_CALLS = 2;

    private final Deployment deployment;
    private final Resources resources;
    private final Map<String, String> here;
    private final Pace pace;
    /** They are given their records by a few shards, which have to share a process. */
    private final Set<String> readers;

    /**
     * @param secrets file with the vendors' secrets
     * @param pace of their time limits
     * @param told further variables
     */
    Functions(
            Deployment deployment,
            Resources resources,
            Emulators emulators,
            Path secrets,
            Pace pace,
            Map<String, String> told) {
        this.deployment = deployment;
        this.resources = resources;
        this.pace = pace;
        here = new HashMap<>(here(emulators, secrets));
        here.putAll(told);
        readers = deployment.streamMappings().stream()
                .map(mapping -> mapping.function())
                .collect(Collectors.toSet());
    }

    /** All of them, in the order of the flow. */
    List<FunctionSettings> all() {
        return deployment.functions().stream().map(this::settings).toList();
    }

    /** How many events {@code function} may work on at a time. */
    int concurrency(FunctionDefinition function) {
        return readers.contains(function.export())
                ? 1
                : Math.min(MOST_CALLS, function.concurrency().orElse(MOST_CALLS));
    }

    /** The function's variables. */
    Map<String, String> environment(FunctionDefinition function) {
        Map<String, String> environment = new HashMap<>(function.environment(resources::address));
        environment.putAll(here);
        return environment;
    }

    private FunctionSettings settings(FunctionDefinition function) {
        return new FunctionSettings(
                function.export(),
                environment(function),
                concurrency(function),
                pace.longest(),
                function.memoryMegabytes());
    }

    private static Map<String, String> here(Emulators emulators, Path secrets) {
        return Map.of(
                "LABELMILL_STAGE",
                "local",
                "LABELMILL_SECRETS",
                secrets.toUri().toString(),
                "QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE",
                emulators.dynamoDb().toString(),
                "QUARKUS_S3_ENDPOINT_OVERRIDE",
                emulators.s3().toString(),
                "QUARKUS_SQS_ENDPOINT_OVERRIDE",
                emulators.sqs().toString(),
                // The S3 server has no host name a bucket, and takes plain bodies.
                "QUARKUS_S3_PATH_STYLE_ACCESS",
                "true",
                "QUARKUS_S3_CHUNKED_ENCODING",
                "false",
                // The services are on this machine, and processes start when an event is there.
                "LABELMILL_PRIMING",
                "false",
                "AWS_REQUEST_CHECKSUM_CALCULATION",
                "when_required",
                "AWS_RESPONSE_CHECKSUM_VALIDATION",
                "when_required");
    }
}
