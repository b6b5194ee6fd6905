package dev.labelmill.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.stage.Stage;
import io.quarkus.funqy.Funq;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class PrimingTest {

    private final Stage stage = Stage.inMemory();

    private Priming priming(DynamoDbClient dynamo, String bucket) {
        Configuration configuration = new Configuration(
                "test",
                bucket,
                stage.name,
                "i",
                "p",
                "t",
                "f",
                "c",
                "n",
                "file:/none",
                "file:/none",
                "us-east-1-arm64",
                Map.of(),
                false,
                20,
                "",
                512,
                Duration.ofMinutes(1));
        return new Priming(
                new Handlers(stage.services()), new Clients(dynamo, stage.s3, stage.sqs), configuration, stage.meter);
    }

    @Test
    void priming_writes_nothing_and_is_charged_to_nobody() {
        stage.meter.s3Read();

        priming(stage.dynamo, stage.name).prime("webhook");

        assertThat(((MemoryTable) stage.dynamo).all()).isEmpty();
        assertThat(stage.bucket().list("")).isEmpty();
        assertThat(stage.meter.untakenPicos()).isLessThan(1000);
    }

    @Test
    void a_version_is_published_though_services_refuse_its_calls() {
        Priming refused = priming(new MemoryTable("another"), "no-such-bucket");

        assertThatCode(() -> refused.prime("pretask")).doesNotThrowAnyException();
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
    }
}
