package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;

/** What the functions work on. */
record Surroundings(
        Encryption encryption, Queues queues, Table table, Bucket bucket, Secrets secrets, CfnSecret endpoints) {

    static Surroundings of(Stack stack, Stage stage) {
        Encryption encryption = Encryption.of(stack, stage);
        Queues queues = new Queues(stack, stage, encryption);
        Table table = Rows.table(stack, stage, encryption);
        Bucket bucket = new Storage(stack, stage, encryption, queues).bucket();
        return new Surroundings(
                encryption,
                queues,
                table,
                bucket,
                Secrets.of(stack, stage, encryption),
                Endpoints.of(stack, stage, encryption));
    }
}
