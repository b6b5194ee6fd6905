package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;

/**
 * The key all data is encrypted under.
 *
 * @param key this deployment's own; empty for the keys that AWS keeps for each service
 */
record Encryption(Optional<Key> key) {

    static Encryption of(Stack stack, Stage stage) {
        return new Encryption(stage.customerKey() ? Optional.of(customerKey(stack, stage)) : Optional.empty());
    }

    /** What a function needs to read and write what is encrypted; none without an own key. */
    List<PolicyStatement> rights() {
        return key.stream()
                .map(own -> PolicyStatement.Builder.create()
                        .sid("UseKey")
                        .actions(List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"))
                        .resources(List.of(own.getKeyArn()))
                        .build())
                .toList();
    }

    private static Key customerKey(Stack stack, Stage stage) {
        Key key = Key.Builder.create(stack, "DataKey")
                .alias("alias/" + stage.name())
                .description("Labelmill " + stage.stage() + ": bucket, table, queues, secrets and logs")
                .enableKeyRotation(true)
                .removalPolicy(Removal.of(stage))
                .build();
        key.addToResourcePolicy(told("UploadNotifications", "s3.amazonaws.com"));
        key.addToResourcePolicy(told("HumanLoopEvents", "events.amazonaws.com"));
        key.addToResourcePolicy(logs(stage));
        return key;
    }

    /** S3 and EventBridge encrypt what they tell queues. In a key's policy the resource * is that key. */
    private static PolicyStatement told(String sid, String service) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal(service)))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build();
    }

    private static PolicyStatement logs(Stage stage) {
        String groups =
                "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/*/" + stage.name() + "-*";
        return PolicyStatement.Builder.create()
                .sid("LogGroups")
                .effect(Effect.ALLOW)
                .principals(List.of(ServicePrincipal.Builder.create(Fn.sub("logs.${AWS::Region}.amazonaws.com"))
                        .build()))
                .actions(List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .conditions(Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", Fn.sub(groups))))
                .build();
    }
}
