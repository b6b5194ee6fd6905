package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.work.Posting;
import dev.labelmill.core.work.Postings;
import dev.labelmill.core.work.Work;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.cloud.AwsClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final String SETTINGS = """
            {"project":"p","labelType":{"kind":"single-choice","classes":["a","b"]},
             "overlap":{"min":1,"max":2,"targetConfidence":0.9},
             "vendors":[
              {"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":1,"deadlineSeconds":90},
              {"name":"doctors","tier":"expert","pricePerLabel":1,"capacity":1,"deadlineSeconds":90}]}""";
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
            new BatchStore(new Table(dynamo, TABLE))
                    .insert(Batch.received(
                            BatchSettingsReader.read("b", SETTINGS.getBytes(StandardCharsets.UTF_8)),
                            SETTINGS,
                            "e",
                            Instant.EPOCH));
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
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "--vendor",
                "crowd",
                "--table",
                TABLE,
                "--endpoint",
                EMULATORS.dynamoDb().toString(),
                "--from",
                from,
                "--to",
                to));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        Stream<String> given =
                options.entrySet().stream().flatMap(option -> Stream.of(option.getKey(), option.getValue()));
        return labelmill(Stream.concat(Stream.of("statement"), given).toArray(String[]::new));
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
    void a_vendor_that_has_not_labelled_yet_is_owed_nothing() {
        assertThat(statementOf("doctors", TABLE).out())
                .isEqualTo(
                        "batch,purpose,kind,count,seconds,gold,right,dollars\n" + ",,TOTAL,0,0.000,0,0,0.000000000\n");
    }

    @Test
    void a_vendor_that_no_batch_names_and_a_table_that_is_not_there_are_one_sentence() {
        refused(
                statementOf("cowd", TABLE),
                "No batch in table statements names a vendor cowd; vendors are crowd, doctors.");
        String endpoint = EMULATORS.dynamoDb().toString();
        refused(
                statementOf("crowd", "nix"),
                "There is no table nix at " + endpoint + ": give --table as serve prints it.");
        assertThat(statementOf("crowd", "x").err())
                .startsWith("labelmill: DynamoDB does not let table x be read: ")
                .doesNotContain("Exception", "Request ID");
        refused(
                statement("2026-11-01", "2026-12-01", "--endpoint", "http://127.0.0.1:1"),
                "Nothing answers at http://127.0.0.1:1 as DynamoDB does: give --endpoint as serve prints it.");
        refused(
                statement("2026-11-01", "2026-12-01", "--endpoint", "nix"),
                "--endpoint must be an address such as http://127.0.0.1:8000, not nix.");
    }

    private static void refused(Terminal terminal, String sentence) {
        assertThat(terminal.err()).isEqualTo("labelmill: " + sentence + System.lineSeparator());
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
    }

    private static Terminal statementOf(String vendor, String table) {
        return statement("2026-11-01", "2026-12-01", "--vendor", vendor, "--table", table);
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
