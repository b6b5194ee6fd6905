package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import dev.labelmill.local.cloud.runtime.ProcessRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@code intake} once, lets it take a batch, for which it calls bucket, table and queues, and ends it in good order,
 * so that its JVM writes the cache that all functions start from.
 */
public final class CacheTraining {

    private static final String FUNCTION = "intake";
    private static final String NAME = "training";
    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["no","yes"]},
             "overlap":{"min":1,"max":1,"targetConfidence":0.9},
             "vendors":[{"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":10,"deadlineSeconds":3600}]}""";
    private static final String MANIFEST = """
            {"id":"i1","source":"It works as described; thank you."}
            """;

    /** To write the cache, which takes seconds, on a machine that is busy with other things. */
    private static final int PATIENCE_MINUTES = 5;

    private CacheTraining() {}

    /** @param args the distribution's folder */
    public static void main(String[] args) throws IOException, FunctionFailed {
        Distribution distribution = new Distribution(Path.of(args[0]));
        boolean java = Files.isDirectory(distribution.function().resolve("lib"))
                && distribution.executable().isEmpty();
        if (java) {
            train(distribution);
        }
    }

    private static void train(Distribution distribution) throws IOException, FunctionFailed {
        WorkFolder folder = new WorkFolder(false);
        try (folder;
                BareCloud cloud = BareCloud.start(distribution, Map.of("LABELMILL_ENDPOINTS", "file:/none"))) {
            SecretsFile secrets = new SecretsFile(folder.path().resolve("secrets.json"));
            List<FunctionSettings> functions = cloud.fresh(NAME, secrets.path());
            upload(new Bucket(cloud.clients().s3(), NAME));
            FunctionSettings intake = functions.stream()
                    .filter(function -> function.name().equals(FUNCTION))
                    .findFirst()
                    .orElseThrow();
            try (ProcessRuntime runtime = new ProcessRuntime(
                    Packages.training(distribution), List.of(intake), folder.path(), (function, line) -> {})) {
                runtime.invoke(FUNCTION, event());
                end(runtime.environments(FUNCTION).get(0).pid());
            }
        }
        if (!Files.isRegularFile(ClassCache.of(distribution).file())) {
            throw new IllegalStateException(
                    "no cache was written to " + ClassCache.of(distribution).file());
        }
    }

    private static void upload(Bucket bucket) {
        bucket.put("batches/" + NAME + "/batch.json", "application/json", SETTINGS.getBytes(StandardCharsets.UTF_8));
        bucket.put(
                "batches/" + NAME + "/manifest.jsonl", "application/jsonl", MANIFEST.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] event() {
        ObjectNode event = Json.object();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("eventSource", "aws:s3").put("eventName", "ObjectCreated:Put");
        ObjectNode s3 = record.putObject("s3");
        s3.putObject("bucket").put("name", NAME);
        s3.putObject("object").put("key", "batches/" + NAME + "/batch.json").put("size", SETTINGS.length());
        return Json.write(event).getBytes(StandardCharsets.UTF_8);
    }

    private static void end(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroy();
        process.onExit().orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join();
    }
}
