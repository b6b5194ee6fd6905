package dev.labelmill.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.cost.MeteringInterceptor;
import dev.labelmill.lambda.stage.Stage;
import io.quarkus.funqy.Funq;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

class PrimingTest {

    private static final String PARAMETER = "ssm:/aws/reference/secretsmanager/labelmill/vendors";

    private final Stage stage = Stage.inMemory();
    private final StoredParameters parameters = new StoredParameters();

    private Priming priming(DynamoDbClient dynamo, S3Client s3, String secrets) {
        Configuration configuration = new Configuration(
                "test",
                stage.name,
                stage.name,
                "i",
                "p",
                "t",
                "f",
                "c",
                "n",
                "ssm:/labelmill/endpoints/",
                secrets,
                "us-east-1-arm64",
                Map.of(),
                false,
                20,
                "",
                512,
                Duration.ofMinutes(1));
        return new Priming(
                new Handlers(stage.services()), new Clients(dynamo, s3, stage.sqs), parameters, configuration);
    }

    private Priming priming() {
        return priming(stage.dynamo, stage.s3, PARAMETER);
    }

    @Test
    void priming_writes_nothing_whatever_the_function() {
        for (String function : new Handlers(stage.services()).names()) {
            assertThat(priming().prime(function)).as(function).isEmpty();
        }

        assertThat(((MemoryTable) stage.dynamo).all()).isEmpty();
        assertThat(stage.bucket().list("")).isEmpty();
    }

    /** Else a snapshot would hold it, and everyone who is restored from it. */
    @Test
    void no_secret_is_read_in_the_clear() {
        priming().prime("webhook");
        priming(stage.dynamo, stage.s3, "ssm:/labelmill/vendors/").prime("webhook");

        assertThat(parameters.asked())
                .containsExactly(
                        "/aws/reference/secretsmanager/labelmill/vendors undecrypted",
                        "/labelmill/vendors/ undecrypted");
    }

    @Test
    void secrets_in_a_file_are_left_alone() {
        assertThat(priming(stage.dynamo, stage.s3, "file:/none").prime("webhook"))
                .isEmpty();
        assertThat(parameters.asked()).isEmpty();
    }

    @Test
    void what_priming_asks_is_charged_to_nobody() {
        CannedHttp absent = new CannedHttp(404, "{}");
        DynamoDbClient dynamo = client(absent, DynamoDbClient.builder());
        S3Client s3 = client(absent, S3Client.builder());

        priming(dynamo, s3, PARAMETER).prime("intake");

        assertThat(absent.methods()).containsExactly("POST", "HEAD");
        assertThat(stage.meter.totalPicos()).isZero();
    }

    @Test
    void a_service_that_throttles_is_told_of_and_the_next_is_called() {
        CannedHttp throttled = new CannedHttp(
                400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\",\"message\":\"slow down\"}");
        CannedHttp absent = new CannedHttp(404, "");

        assertThat(priming(client(throttled, DynamoDbClient.builder()), client(absent, S3Client.builder()), PARAMETER)
                        .prime("intake"))
                .singleElement()
                .asString()
                .startsWith("TABLE: slow down");
        assertThat(absent.methods()).containsExactly("HEAD");
    }

    @Test
    void no_network_is_told_of() {
        CannedHttp unplugged = CannedHttp.unplugged();

        assertThat(priming(
                                client(unplugged, DynamoDbClient.builder()),
                                client(unplugged, S3Client.builder()),
                                PARAMETER)
                        .prime("advance"))
                .hasSize(2)
                .allMatch(line -> line.contains("no route to host"));
    }

    @Test
    void a_function_is_primed_once_however_often_it_is_told_to_be() {
        Priming priming = priming();

        priming.prime("notify");
        priming.prime("notify");

        assertThat(parameters.asked()).containsExactly("/labelmill/endpoints/ undecrypted");
    }

    @Test
    void every_function_can_be_primed_by_its_name() {
        Set<String> functions = new ClassFileImporter()
                .importPackages("dev.labelmill.lambda.function").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Funq.class))
                        .map(JavaMethod::getName)
                        .collect(Collectors.toSet());
        Handlers handlers = new Handlers(stage.services());

        assertThat(functions).isNotEmpty().isEqualTo(handlers.names());
        assertThat(functions)
                .allSatisfy(name -> assertThat(handlers.named(name)).isPresent());
        assertThat(FirstCall.functions()).isEqualTo(functions);
    }

    /** The handshake is most of what an executable's first call takes. */
    @Test
    void the_connections_that_priming_opened_serve_the_first_event() throws IOException {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        service.start();
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        try (SdkHttpClient http = UrlConnectionHttpClient.create();
                DynamoDbClient dynamo = client(http, DynamoDbClient.builder().endpointOverride(address))) {
            Priming priming = priming(dynamo, stage.s3, PARAMETER);
            new BoundedPriming(() -> priming, Duration.ofMinutes(1), line -> {}).of("publish");

            dynamo.getItem(get -> get.tableName(stage.name).key(Map.of("pk", AttributeValue.fromS("BATCH#b"))));

            assertThat(ports).hasSize(1);
        } finally {
            service.stop(0);
        }
    }

    /** With what meters the functions' own. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(SdkHttpClient http, B builder) {
        return builder.httpClient(http)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(client -> client.retryStrategy(retries -> retries.maxAttempts(1))
                        .addExecutionInterceptor(new MeteringInterceptor(stage.meter)))
                .build();
    }
}
