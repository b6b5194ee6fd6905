package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.work.Posting;
import dev.labelmill.core.work.Postings;
import dev.labelmill.core.work.Work;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.cloud.AwsClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class StatementTest {

    private static final String TABLE = "statements";
    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Emulators.Service.DYNAMODB));

    @TempDir
    Path folder;

    @BeforeAll
    static void a_table_with_a_label_of_two_months() {
        try (DynamoDbClient dynamo = AwsClients.dynamoDb(EMULATORS.dynamoDb())) {
            dynamo.createTable(create -> create.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(List.of(attribute("pk"), attribute("sk")))
                    .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))));
            Postings postings = Postings.NONE
                    .becomes(LocalDate.parse("2026-11-30"), Posting.Kind.LABEL, new Work(12_000_000, 4_200, 0, 0))
                    .becomes(LocalDate.parse("2026-12-01"), Posting.Kind.CORRECTION, new Work(13_000_000, 4_500, 0, 0));
            new LabelStore(new Table(dynamo, TABLE)).store(label(postings));
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @AfterAll
    static void stop() {
        EMULATORS.close();
    }

    private static Label label(Postings postings) {
        return new Label(
                "b",
                "demo",
                "i1",
                "crowd",
                "w1",
                Optional.of(new LabelValue.Choice(1)),
                2,
                "m",
                "d-1",
                Purpose.LABEL,
                postings,
                4_500,
                OptionalInt.empty(),
                Spend.NONE,
                Optional.empty(),
                0);
    }

    private static Terminal statement(String from, String to, String... more) {
        String[] arguments = {
            "statement",
            "--vendor",
            "crowd",
            "--table",
            TABLE,
            "--endpoint",
            EMULATORS.dynamoDb().toString(),
            "--from",
            from,
            "--to",
            to
        };
        return labelmill(Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void each_month_has_what_was_booked_in_it() throws IOException {
        assertThat(statement("2026-11-01", "2026-12-01").out())
                .isEqualTo("batch,purpose,kind,count,seconds,gold,right,dollars\n"
                        + "b,LABEL,LABEL,1,4.200,0,0,0.012000000\n"
                        + ",,TOTAL,1,4.200,0,0,0.012000000\n");
        Path file = folder.resolve("december.csv");
        assertThat(statement("2026-12-01", "2027-01-01", "--out", file.toString())
                        .exitCode())
                .isZero();
        assertThat(Files.readString(file)).contains("b,LABEL,CORRECTION,1,0.300,0,0,0.001000000\n");
    }

    @Test
    void a_period_without_days_and_a_table_without_a_place_are_refused() {
        assertThat(statement("2026-12-01", "2026-12-01").exitCode()).isEqualTo(2);
        assertThat(labelmill("statement", "--vendor", "v", "--from", "2026-11-01", "--to", "2026-12-01")
                        .err())
                .contains("--region or --endpoint is missing");
        assertThat(statement("2026-11-01", "2026-12-01", "--region", "eu-central-1")
                        .err())
                .contains("not by both");
        assertThat(statement("2026-11-31", "2026-12-01").err())
                .isEqualTo(
                        "labelmill: --from must be a day such as 2026-11-30, not 2026-11-31." + System.lineSeparator());
    }
}
