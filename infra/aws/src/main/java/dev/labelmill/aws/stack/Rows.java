package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;

/** The one table, its stream and its sparse index of what waits. */
final class Rows {

    /** Only rows that wait have a lane: everything else is not in the index and not paid for there. */
    static final String BY_LANE = "by-lane";

    private Rows() {}

    static Table table(Stack stack, Stage stage, Encryption encryption) {
        Table.Builder builder = Table.Builder.create(stack, "Table")
                .tableName(stage.name())
                .partitionKey(string("pk"))
                .sortKey(string("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .stream(StreamViewType.NEW_AND_OLD_IMAGES)
                .timeToLiveAttribute("ttl")
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(stage.retain())
                .removalPolicy(Removal.of(stage));
        encryption
                .key()
                .ifPresentOrElse(
                        own -> builder.encryption(TableEncryption.CUSTOMER_MANAGED)
                                .encryptionKey(own),
                        () -> builder.encryption(TableEncryption.AWS_MANAGED));
        Table table = builder.build();
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(BY_LANE)
                .partitionKey(string("lane"))
                .sortKey(string("rank"))
                .projectionType(ProjectionType.KEYS_ONLY)
                .build());
        return table;
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
