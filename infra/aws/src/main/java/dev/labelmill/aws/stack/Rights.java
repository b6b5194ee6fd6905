package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.Runtime;
import dev.labelmill.aws.stage.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;

/** A function's rights, statement by statement: what its code needs, and what wakes it, and no more. */
final class Rights {

    /** Who verifies vendors' signatures, or calls their APIs. */
    private static final Set<FunctionName> SECRET_READERS =
            Set.of(FunctionName.WEBHOOK, FunctionName.COLLECT, FunctionName.DISPATCH);

    /** Who reads what the deployment's own bucket does not hold: items, and labeling jobs' answers. */
    private static final Set<FunctionName> SOURCE_READERS =
            Set.of(FunctionName.PRELABEL, FunctionName.TRAIN, FunctionName.CONSOLIDATE);

    private final Surroundings around;
    private final Stage stage;
    private final List<PolicyStatement> statements = new ArrayList<>();

    private Rights(Surroundings around, Stage stage) {
        this.around = around;
        this.stage = stage;
    }

    static List<PolicyStatement> of(FunctionName function, Surroundings around, Stage stage, LogGroup log) {
        Rights rights = new Rights(around, stage);
        rights.observe(log);
        rights.rows(Accesses.of(function));
        rights.objects(Accesses.of(function), function);
        rights.messages(Accesses.of(function));
        rights.wakers(function);
        if (function == FunctionName.PRELABEL) {
            rights.statements.addAll(HostedModels.rights(stage.models()));
        }
        if (SECRET_READERS.contains(function)) {
            rights.secrets();
        }
        if (function == FunctionName.NOTIFY) {
            rights.secret(Endpoints.parameter(stage), around.endpoints());
        }
        if (function == FunctionName.PUBLISH) {
            rights.depths();
        }
        rights.statements.addAll(around.encryption().rights());
        return rights.statements;
    }

    private void observe(LogGroup log) {
        allow("WriteLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn()));
        if (stage.tracing()) {
            // X-Ray has no resources to name (service authorization reference).
            allow("SendTraces", List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"), List.of("*"));
        }
    }

    private void rows(Access access) {
        String table = around.table().getTableArn();
        allow("ReadRows", access.rowReads(), List.of(table));
        if (access.lanes()) {
            allow("ReadLanes", List.of(Access.QUERY), List.of(table + "/index/" + Rows.BY_LANE));
        }
        if (!access.rowWrites().isEmpty()) {
            allow("WriteRows", access.rowWrites(), List.of(table))
                    .addCondition(
                            "ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.copyOf(access.rowKinds())));
        }
    }

    private void objects(Access access, FunctionName function) {
        allow("ReadObjects", List.of("s3:GetObject"), objects(access.objectReads()));
        if (!access.objectReads().isEmpty()) {
            // Without it S3 answers 403 for an object that is not there, and absence means something here.
            allow(
                    "TellAbsence",
                    List.of("s3:ListBucket"),
                    List.of(around.bucket().getBucketArn()));
        }
        allow("WriteObjects", List.of("s3:AbortMultipartUpload", "s3:PutObject"), objects(access.objectWrites()));
        if (function == FunctionName.INTAKE) {
            // What was uploaded is copied, and S3 copies an object's tags with it or refuses.
            List<String> copied = models() ? List.of("batches/*", "models/*") : List.of("batches/*");
            allow("ReadTags", List.of("s3:GetObjectTagging"), objects(copied));
            if (models()) {
                allow("ReadModels", List.of("s3:GetObject"), objects(List.of("models/*")));
            }
            allow("CopyTags", List.of("s3:PutObjectTagging"), objects(List.of("work/*")));
        }
        if (SOURCE_READERS.contains(function)) {
            allow(
                    "ReadItems",
                    List.of("s3:GetObject"),
                    stage.sourceBuckets().stream()
                            .map(bucket -> Fn.sub("arn:${AWS::Partition}:s3:::" + bucket + "/*"))
                            .toList());
        }
    }

    /** Whether users bring models, which batches may share. */
    private boolean models() {
        return stage.uses(Runtime.SNAP_START_ONNX);
    }

    private List<String> objects(Collection<String> keys) {
        return keys.stream().map(key -> around.bucket().arnForObjects(key)).toList();
    }

    private void messages(Access access) {
        allow(
                "SendMessages",
                List.of("sqs:SendMessage"),
                access.sends().stream()
                        .map(queue -> around.queues().get(queue).getQueueArn())
                        .toList());
    }

    private void wakers(FunctionName function) {
        List<String> queues = Stream.of(QueueName.values())
                .filter(queue -> queue.reader() == function)
                .map(queue -> around.queues().get(queue).getQueueArn())
                .toList();
        allow("TakeMessages", List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"), queues);
        if (function == FunctionName.SCORE || function == FunctionName.TALLY) {
            stream();
        }
        if (function == FunctionName.SCORE) {
            allow(
                    "TellFailures",
                    List.of("sqs:SendMessage"),
                    List.of(around.queues().scoreFailures().getQueueArn()));
        }
    }

    private void stream() {
        allow(
                "ReadStream",
                List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
                List.of(around.table().getTableStreamArn()));
        // Asked of the table's streams, before any one is known.
        allow(
                "FindStream",
                List.of("dynamodb:ListStreams"),
                List.of(around.table().getTableArn() + "/stream/*"));
    }

    private void depths() {
        allow(
                "CountDeadLetters",
                List.of("sqs:GetQueueAttributes"),
                Stream.of(
                                FunctionName.INTAKE,
                                FunctionName.PRELABEL,
                                FunctionName.TRAIN,
                                FunctionName.FINISH,
                                FunctionName.COLLECT,
                                FunctionName.NOTIFY,
                                FunctionName.SCORE)
                        .map(reader -> around.queues().deadLetters(reader).getQueueArn())
                        .toList());
    }

    private void secrets() {
        around.secrets().one().ifPresentOrElse(this::oneSecret, this::parameters);
    }

    private void oneSecret(CfnSecret secret) {
        secret(Secrets.parameter(stage), secret);
    }

    /** Parameter Store fetches a secret in the caller's name, so both have to allow it. */
    private void secret(String parameter, CfnSecret secret) {
        allow("FindSecrets", List.of("ssm:GetParameter"), List.of(parameter(parameter)));
        allow("ReadSecrets", List.of("secretsmanager:GetSecretValue"), List.of(secret.getRef()));
    }

    /** Who may ask for a path gets what is below it, decrypted under the account's own key for parameters. */
    private void parameters() {
        String path = Secrets.path(stage);
        allow("ReadSecrets", List.of("ssm:GetParametersByPath"), List.of(parameter(path), parameter(path + "/*")));
    }

    private static String parameter(String name) {
        return Fn.sub("arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter" + name);
    }

    /** Adds a statement; none where there is nothing to allow. */
    private PolicyStatement allow(String name, Collection<String> actions, Collection<String> resources) {
        PolicyStatement statement = PolicyStatement.Builder.create()
                .sid(name)
                .actions(List.copyOf(actions))
                .resources(List.copyOf(resources))
                .build();
        if (!actions.isEmpty() && !resources.isEmpty()) {
            statements.add(statement);
        }
        return statement;
    }
}
