package dev.labelmill.lambda.dispatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.notify.Notice;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.secret.FileSecrets;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.HttpCall;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.wiring.DispatchServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A desk whose crowd is reached over HTTP: a vendor that takes each task by a PUT under its idempotency key. */
final class PushDesk implements AutoCloseable {

    static final String SETTINGS = Samples.SETTINGS.replace(
            "{\"name\":\"crowd\"",
            "{\"name\":\"crowd\",\"format\":\"label-studio\",\"delivery\":\"push\",\"target\":\"p-1\"");

    final Desk desk;
    private final HttpServer server;
    private final Path secrets;

    /** What the vendor answers next, instead of taking the task; empty: it takes it. */
    final Deque<Integer> answers = new ArrayDeque<>();

    /** Seconds of every Retry-After. */
    volatile String retryAfter = "";

    /** How long each request takes, by the desk's clock. */
    volatile Duration slowness = Duration.ZERO;

    /** How long passes before the first request of a push, by the desk's clock. */
    volatile Duration preparation = Duration.ZERO;

    /** The requests that came, in order. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** What users were told. */
    final List<Notice> told = Collections.synchronizedList(new ArrayList<>());

    /** The tasks that the vendor has, by idempotency key. */
    final Map<String, String> taken = Collections.synchronizedMap(new TreeMap<>());

    PushDesk(Path folder) {
        this(folder, SETTINGS);
    }

    PushDesk(Path folder, String settings) {
        desk = new Desk(settings);
        secrets = folder.resolve(desk.stage.name + ".json");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        secrets(",\"api\":{\"url\":\"http://127.0.0.1:" + server.getAddress().getPort() + "\",\"key\":\"k-secret\"}");
    }

    /** Keeps the vendor's secrets, with what else stands in them. */
    void secrets(String more) {
        try {
            Files.writeString(
                    secrets,
                    "{\"crowd\":{\"scheme\":\"standard-webhooks\",\"current\":\"whsec_"
                            + "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\"" + more + "}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().substring(1);
        requests.add(key);
        wait(slowness);
        Integer status;
        synchronized (answers) {
            status = answers.poll();
        }
        if (status == null || status == 200) {
            status = 200;
            taken.put(key, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** One tick of the dispatcher. */
    void tick() {
        services(desk.stage.dynamo, desk.stage.s3);
    }

    /** One tick in an environment that dies. */
    void tick(Crash crash) {
        services(crash.around(DynamoDbClient.class, desk.stage.dynamo), crash.around(S3Client.class, desk.stage.s3));
    }

    private void services(DynamoDbClient dynamo, S3Client s3) {
        EventCounts events = desk.stage.events();
        new DispatchServices(
                        new FileSecrets(secrets),
                        told::addAll,
                        Duration.ofMinutes(5),
                        events,
                        desk.stage.meter,
                        () -> desk.stage.now)
                .dispatcher(
                        new dev.labelmill.lambda.store.Table(dynamo, desk.stage.name),
                        new dev.labelmill.lambda.objects.Bucket(s3, desk.stage.name),
                        new PushForms(Map.of(Vendor.Format.LABEL_STUDIO, new OneByOne())))
                .handle(Events.tick());
        events.write();
    }

    /** Lets time pass. */
    void wait(Duration duration) {
        desk.stage.now = desk.stage.now.plus(duration);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One PUT a task; 422 refuses a task, 401 all of them. */
    private final class OneByOne implements PushForm {

        @Override
        public int most() {
            return 1;
        }

        @Override
        public List<Refused> push(VendorApi api, Job job) {
            List<Refused> refused = new ArrayList<>();
            PushDesk.this.wait(preparation);
            for (TaskLine line : job.lines()) {
                String item = line.task().item();
                HttpAnswer answer = api.send(new HttpCall(
                        "PUT",
                        job.access().url().resolve("/" + job.dispatch() + "-" + item),
                        Map.of("authorization", job.access().key()),
                        Json.write(Json.object()
                                        .put("target", job.target())
                                        .put("labels", line.labels())
                                        .put("exclude", String.join(",", line.exclude()))
                                        .put("text", line.item().path("source").asText()))
                                .getBytes(StandardCharsets.UTF_8)));
                if (answer.status() == 401) {
                    throw new VendorRefusal("the vendor does not accept the API key");
                }
                if (!answer.isSuccess()) {
                    refused.add(new Refused(item, "the vendor answered with status " + answer.status()));
                }
            }
            return refused;
        }
    }
}
