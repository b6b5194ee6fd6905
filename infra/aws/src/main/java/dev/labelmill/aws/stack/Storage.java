package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import dev.labelmill.aws.stage.Vendor;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.sqs.Queue;

/** The bucket: uploads and results, and what is needed in between. */
final class Storage {

    private static final String UPLOADS = "batches/";
    private static final String RETURNS = "returns/";

    private final Stage stage;
    private final Encryption encryption;
    private final Bucket bucket;

    /** @param told the queues that are told of new objects in folders */
    Storage(Stack stack, Stage stage, Encryption encryption, Queues told) {
        this.stage = stage;
        this.encryption = encryption;
        bucket = bucket(stack);
        stage.vendors().forEach(this::admit);
        notify(told.get(QueueName.INTAKE), told.get(QueueName.COLLECT));
        Nag.suppress(
                bucket,
                "AwsSolutions-S1",
                "Server access logs need a bucket of the account's own choice; who may read this one is few roles, and"
                        + " CloudTrail's data events tell the same with their names.");
    }

    Bucket bucket() {
        return bucket;
    }

    private Bucket bucket(Stack stack) {
        Bucket.Builder builder = Bucket.Builder.create(stack, "Bucket")
                .bucketName(Fn.sub(name()))
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .lifecycleRules(List.of(unneededWork(), abandonedUploads()))
                .removalPolicy(Removal.of(stage));
        encryption
                .key()
                .ifPresentOrElse(
                        own -> builder.encryption(BucketEncryption.KMS)
                                .encryptionKey(own)
                                .bucketKeyEnabled(true),
                        () -> builder.encryption(BucketEncryption.S3_MANAGED));
        return builder.build();
    }

    /** Known before the bucket is there: the queue's policy names it, and S3 asks the queue when the bucket is made. */
    private String name() {
        return stage.name() + "-${AWS::AccountId}-${AWS::Region}";
    }

    private LifecycleRule unneededWork() {
        return LifecycleRule.builder()
                .id("unneeded-work")
                .prefix("work/")
                .expiration(Duration.days(stage.workDays()))
                .build();
    }

    private static LifecycleRule abandonedUploads() {
        return LifecycleRule.builder()
                .id("abandoned-uploads")
                .abortIncompleteMultipartUploadAfter(Duration.days(7))
                .build();
    }

    /** The CDK's own way needs a function with rights over all buckets; the bucket's property needs nothing. */
    private void notify(Queue uploads, Queue returns) {
        CfnBucket resource = (CfnBucket) bucket.getNode().getDefaultChild();
        resource.setNotificationConfiguration(CfnBucket.NotificationConfigurationProperty.builder()
                .queueConfigurations(List.of(told(uploads, UPLOADS), told(returns, RETURNS)))
                .build());
        for (Queue queue : List.of(uploads, returns)) {
            letTell(queue);
            bucket.getNode().addDependency(queue.getNode().findChild("Policy"));
        }
    }

    private static CfnBucket.QueueConfigurationProperty told(Queue queue, String folder) {
        return CfnBucket.QueueConfigurationProperty.builder()
                .event("s3:ObjectCreated:*")
                .queue(queue.getQueueArn())
                .filter(CfnBucket.NotificationFilterProperty.builder()
                        .s3Key(CfnBucket.S3KeyFilterProperty.builder()
                                .rules(List.of(CfnBucket.FilterRuleProperty.builder()
                                        .name("prefix")
                                        .value(folder)
                                        .build()))
                                .build())
                        .build())
                .build();
    }

    private void letTell(Queue queue) {
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("UploadNotifications")
                .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Map.of(
                        "ArnEquals",
                        Map.of("aws:SourceArn", Fn.sub("arn:${AWS::Partition}:s3:::" + name())),
                        "StringEquals",
                        Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
    }

    private void admit(Vendor vendor) {
        String outbox = "outbox/" + vendor.name() + "/";
        ArnPrincipal principal = new ArnPrincipal(vendor.principal());
        bucket.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(principal))
                .actions(List.of("s3:GetObject"))
                .resources(List.of(bucket.arnForObjects(outbox + "*")))
                .build());
        bucket.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(principal))
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(bucket.getBucketArn()))
                .conditions(Map.of("StringLike", Map.of("s3:prefix", outbox + "*")))
                .build());
        encryption.key().ifPresent(own -> own.grantDecrypt(principal));
    }
}
