package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.routing.Planner;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TaskStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Items a second through both passes of prelabel, with the network taken out: objects lie in memory,
 * and the table takes every row at once. Each round is printed; the first ones warm the JVM up.
 */
final class PassesBenchmark {

    private static final int ROUNDS = 8;

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final S3Client s3 = inMemory();
    private final Bucket bucket = new Bucket(s3, "bench");
    private final TaskStore tasks = new TaskStore(new Table(takingEverything(), "bench"));

    private PassesBenchmark() {}

    /** @param arguments the batch's folder, and how often its manifest is repeated */
    public static void main(String[] arguments) throws IOException {
        new PassesBenchmark().run(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private void run(Path folder, int copies) throws IOException {
        String id = folder.getFileName().toString();
        BatchSettings settings = BatchSettingsReader.read(id, Files.readAllBytes(folder.resolve("batch.json")));
        for (String companion : settings.companions()) {
            objects.put(Layout.companion(id, companion), Files.readAllBytes(folder.resolve(companion)));
        }
        byte[] manifest = repeated(Files.readString(folder.resolve("manifest.jsonl")), copies);
        objects.put(Layout.manifest(id), manifest);
        Batch batch = Batch.received(settings, "", "etag", Instant.EPOCH).cutInto(1, "etag");
        for (int round = 1; round <= ROUNDS; round++) {
            Chunk cut = Chunk.cut(id, 0, Layout.manifest(id), 0, manifest.length, "etag");
            long start = System.nanoTime();
            Chunk scored = score(batch, cut);
            long middle = System.nanoTime();
            Chunk routed = route(batch.planned(Planner.plan(settings, List.of(scored), Duplicates.NONE)), scored);
            long end = System.nanoTime();
            System.out.printf(
                    "round %d: %,d items, score %,.0f items/s, route %,.0f items/s (%,d rows)%n",
                    round,
                    scored.items(),
                    scored.items() * 1e9 / (middle - start),
                    scored.items() * 1e9 / (end - middle),
                    routed.people() + routed.gold() + routed.autoAudited());
        }
    }

    private Chunk score(Batch batch, Chunk chunk) throws IOException {
        return new ScorePass(
                        bucket,
                        new ItemContent(s3),
                        new Labelers(bucket, Embedders.deployed()).of(batch.settings()),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        GoldAnswers.load(bucket, batch.settings()),
                        batch)
                .run(chunk);
    }

    private Chunk route(Batch batch, Chunk chunk) throws IOException {
        return new RoutePass(
                        bucket, tasks, GoldAnswers.load(bucket, batch.settings()), batch, Set.of(), NearDuplicates.NONE)
                .run(chunk);
    }

    /** The first copy keeps its ids, so that gold is gold; later ones get their own. */
    private static byte[] repeated(String manifest, int copies) {
        StringBuilder all = new StringBuilder(manifest);
        for (int copy = 1; copy < copies; copy++) {
            all.append(manifest.replaceAll("\"id\": ?\"", "\"id\":\"" + copy + "-"));
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private S3Client inMemory() {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (arguments[0] instanceof Consumer<?>) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    if (arguments[0] instanceof PutObjectRequest put) {
                        RequestBody body = (RequestBody) arguments[1];
                        objects.put(
                                put.key(),
                                body.contentStreamProvider().newStream().readAllBytes());
                        return PutObjectResponse.builder().build();
                    }
                    byte[] object = ranged((GetObjectRequest) arguments[0]);
                    GetObjectResponse response = GetObjectResponse.builder().build();
                    return method.getName().equals("getObjectAsBytes")
                            ? ResponseBytes.fromByteArrayUnsafe(response, object)
                            : new ResponseInputStream<>(
                                    response, AbortableInputStream.create(new ByteArrayInputStream(object)));
                });
    }

    private byte[] ranged(GetObjectRequest get) {
        byte[] object = objects.get(get.key());
        if (get.range() == null) {
            return object;
        }
        String[] ends = get.range().substring("bytes=".length()).split("-");
        int to = (int) Math.min(object.length, Long.parseLong(ends[1]) + 1);
        return Arrays.copyOfRange(object, Integer.parseInt(ends[0]), to);
    }

    private static DynamoDbClient takingEverything() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> PutItemResponse.builder().build());
    }
}
