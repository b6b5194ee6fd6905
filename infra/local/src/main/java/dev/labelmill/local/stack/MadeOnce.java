package dev.labelmill.local.stack;

import dev.labelmill.local.template.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/**
 * Makes a table or a bucket in services that were empty a moment ago. On a busy machine an answer may come too late, and the
 * client then asks again: what is there already is what it has just made.
 */
final class MadeOnce {

    private MadeOnce() {}

    /** Makes the template's table under a name; returns its stream's ARN. */
    static String table(DynamoDbClient dynamo, Resource table, String name) {
        String arn = stream(dynamo, table, name);
        String expiry = table.text("/TimeToLiveSpecification/AttributeName");
        try {
            dynamo.updateTimeToLive(update -> update.tableName(name)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(expiry)));
        } catch (DynamoDbException refused) {
            if (!expires(dynamo, name)) {
                throw refused;
            }
        }
        return arn;
    }

    /** Makes a bucket. */
    static void bucket(S3Client s3, String name) {
        try {
            s3.createBucket(create -> create.bucket(name));
        } catch (BucketAlreadyOwnedByYouException made) {
            s3.headBucket(head -> head.bucket(name));
        }
    }

    private static String stream(DynamoDbClient dynamo, Resource table, String name) {
        try {
            return dynamo.createTable(TableRequest.of(table, name))
                    .tableDescription()
                    .latestStreamArn();
        } catch (ResourceInUseException made) {
            return dynamo.describeTable(describe -> describe.tableName(name))
                    .table()
                    .latestStreamArn();
        }
    }

    private static boolean expires(DynamoDbClient dynamo, String name) {
        TimeToLiveStatus status = dynamo.describeTimeToLive(describe -> describe.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }
}
