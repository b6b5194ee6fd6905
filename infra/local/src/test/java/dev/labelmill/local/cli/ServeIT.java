package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.local.cloud.AwsClients;
import dev.labelmill.local.stack.Distribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The pipeline that stays up, in a process of its own, until it is told to stop. */
class ServeIT {

    private static final Path BIRDS = Path.of(System.getProperty("labelmill.root"), "events/batches/birds");

    @Test
    void it_takes_uploads_and_webhooks_and_leaves_nothing_when_it_is_stopped() throws Exception {
        String home = System.getProperty(Distribution.HOME);
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlabelmill.home=" + home,
                        "-Dlabelmill.native=" + System.getProperty(Distribution.NATIVE, ""),
                        "-cp",
                        Path.of(home, "lib", "*").toString(),
                        Labelmill.class.getName(),
                        "serve")
                .redirectErrorStream(true)
                .start();
        Path folder;
        List<ProcessHandle> functions;
        try (BufferedReader output = program.inputReader()) {
            URI s3 = URI.create(after(output, "  S3       ").split(",")[0]);
            assertThat(after(output, "  DynamoDB "))
                    .startsWith("http://127.0.0.1:")
                    .contains(", table labelmill");
            URI webhook = URI.create(after(output, "  Webhook  ").replace("<vendor>", "mturk"));
            folder = Path.of(after(output, "  Folder   ").split(" ")[0]);
            upload(s3);
            assertThat(Json.parse(Files.readAllBytes(folder.resolve("secrets.json")))
                            .path("mturk")
                            .path("current")
                            .asText())
                    .startsWith("whsec_");
            assertThat(post(webhook).statusCode()).isEqualTo(401);
            awaitTasks(s3);
            assertThat(get(after(output, "First tasks of batch birds for mturk: ")
                            .split(";")[0]))
                    .as("without credentials")
                    .startsWith("{\"schema\":\"labelmill.task.v1\"");
            functions = program.descendants().toList();
            assertThat(functions).isNotEmpty();
            // What Ctrl-C does, too: both ask the JVM to shut down.
            program.destroy();
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        for (ProcessHandle function : functions) {
            function.onExit().get(5, TimeUnit.SECONDS);
        }
        assertThat(folder).doesNotExist();
    }

    private static String after(BufferedReader output, String name) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            before.add(line);
            if (line.startsWith(name)) {
                return line.substring(name.length());
            }
        }
        throw new AssertionError("no line starts with \"" + name + "\" in " + before);
    }

    private static void upload(URI s3) throws IOException {
        Bucket bucket = new Bucket(AwsClients.s3(s3), "labelmill");
        for (String file : List.of("manifest.jsonl", "batch.json")) {
            bucket.put(Layout.uploads("birds") + file, "application/json", Files.readAllBytes(BIRDS.resolve(file)));
        }
    }

    /** Tasks in the vendor's outbox show that intake, both passes, advance and dispatch work. */
    private static void awaitTasks(URI s3) throws InterruptedException {
        Bucket bucket = new Bucket(AwsClients.s3(s3), "labelmill");
        Optional<String> task = Optional.empty();
        for (int attempt = 0; task.isEmpty(); attempt++) {
            assertThat(attempt).as("seconds without a task file").isLessThan(120);
            TimeUnit.SECONDS.sleep(1);
            task = bucket.list("outbox/mturk/birds/")
                    .map(object -> object.key())
                    .findFirst();
        }
    }

    private static String get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> post(URI webhook) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(webhook)
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
