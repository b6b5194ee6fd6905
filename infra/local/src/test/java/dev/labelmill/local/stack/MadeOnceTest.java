package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.cloud.AwsClients;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.Resource;
import dev.labelmill.local.template.Template;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

class MadeOnceTest {

    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.all());

    @AfterAll
    static void stop() {
        EMULATORS.close();
    }

    @Test
    void a_table_that_a_slow_service_is_asked_for_twice_is_one_table_with_one_stream() {
        Resource table = Deployment.of(Template.deployed()).table();
        try (DynamoDbClient dynamo = AwsClients.dynamoDb(EMULATORS.dynamoDb())) {
            String first = MadeOnce.table(dynamo, table, "rows");

            assertThat(MadeOnce.table(dynamo, table, "rows")).isEqualTo(first).isNotBlank();
            assertThat(dynamo.listTables().tableNames()).containsOnlyOnce("rows");
        }
    }

    @Test
    void a_bucket_that_is_asked_for_twice_is_no_error() {
        try (S3Client s3 = AwsClients.s3(EMULATORS.s3())) {
            MadeOnce.bucket(s3, "things");

            assertThatCode(() -> MadeOnce.bucket(s3, "things")).doesNotThrowAnyException();
        }
    }
}
