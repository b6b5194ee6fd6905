package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Architecture;
import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.FunctionSettings;
import dev.labelmill.aws.stage.Runtime;
import dev.labelmill.aws.stage.Stage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;

/** One Lambda function for each of the artifact's functions. */
final class Functions {

    private static final String JVM_HANDLER = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest";
    /** A custom runtime has the executable {@code bootstrap} only, but the name may not be empty. */
    private static final String NATIVE_HANDLER = "bootstrap";

    /** The alias of what is published last. */
    static final String LIVE = "live";

    private final Stack stack;
    private final Stage stage;
    private final Surroundings around;
    private final Artifacts artifacts;
    private final Map<FunctionName, Target> targets = new EnumMap<>(FunctionName.class);

    Functions(Stack stack, Stage stage, Surroundings around) {
        this.stack = stack;
        this.stage = stage;
        this.around = around;
        artifacts = Artifacts.of(stack, stage);
        for (FunctionName name : FunctionName.values()) {
            targets.put(name, build(name));
        }
    }

    /** What a function's events are sent to. */
    Target target(FunctionName name) {
        return targets.get(name);
    }

    private Target build(FunctionName name) {
        Function function = function(name);
        return new Target(
                function,
                stage.function(name).runtime().isJvm() ? Optional.of(alias(name, function)) : Optional.empty());
    }

    private Function function(FunctionName name) {
        FunctionSettings settings = stage.function(name);
        boolean jvm = settings.runtime().isJvm();
        LogGroup log = log(name);
        Function.Builder builder = Function.Builder.create(stack, name.title() + "Function")
                .functionName(stage.named(name))
                .description(description(name))
                .architecture(architecture())
                .runtime(
                        jvm
                                ? software.amazon.awscdk.services.lambda.Runtime.JAVA_25
                                : software.amazon.awscdk.services.lambda.Runtime.PROVIDED_AL2023)
                .handler(jvm ? JVM_HANDLER : NATIVE_HANDLER)
                .code(artifacts.code(settings.runtime()))
                .memorySize(settings.memory())
                .timeout(Duration.seconds(settings.timeout()))
                .reservedConcurrentExecutions(settings.concurrency().orElse(null))
                .environment(environment(name))
                .role(role(name, log))
                .logGroup(log);
        if (jvm) {
            // A version is fixed: it is made anew when its description names another artifact.
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                    .currentVersionOptions(VersionOptions.builder()
                            .description(artifacts.keys().get(settings.runtime()))
                            .build());
        }
        Function function = builder.build();
        if (stage.tracing()) {
            trace(function);
        }
        return function;
    }

    private static Alias alias(FunctionName name, Function function) {
        return Alias.Builder.create(function.getStack(), name.title() + "Live")
                .aliasName(LIVE)
                .version(function.getCurrentVersion())
                .build();
    }

    /** Set as the bare property: the construct's own would add rights beside the role's. */
    private static void trace(Function function) {
        ((CfnFunction) function.getNode().getDefaultChild())
                .setTracingConfig(CfnFunction.TracingConfigProperty.builder()
                        .mode("Active")
                        .build());
    }

    private software.amazon.awscdk.services.lambda.Architecture architecture() {
        return stage.architecture() == Architecture.ARM64
                ? software.amazon.awscdk.services.lambda.Architecture.ARM_64
                : software.amazon.awscdk.services.lambda.Architecture.X86_64;
    }

    private LogGroup log(FunctionName name) {
        LogGroup.Builder builder = LogGroup.Builder.create(stack, name.title() + "Log")
                .logGroupName("/aws/lambda/" + stage.named(name))
                .removalPolicy(Removal.of(stage));
        around.encryption().key().ifPresent(builder::encryptionKey);
        LogGroup log = builder.build();
        ((CfnLogGroup) log.getNode().getDefaultChild()).setRetentionInDays(stage.logDays());
        return log;
    }

    private Role role(FunctionName name, LogGroup log) {
        Role role = Role.Builder.create(stack, name.title() + "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What " + stage.named(name) + " may do")
                .inlinePolicies(Map.of(
                        name.export(),
                        PolicyDocument.Builder.create()
                                .statements(Rights.of(name, around, stage, log))
                                .build()))
                .build();
        Nag.suppress(
                role,
                "AwsSolutions-IAM5",
                "A wildcard stands for an object's name under one prefix of one bucket, a log stream of one group or a"
                        + " stream of one table, which are not known before; X-Ray's two actions know no resources."
                        + (stage.models().rekognition() ? " Nor does Rekognition's." : ""));
        return role;
    }

    private Map<String, String> environment(FunctionName name) {
        Map<String, String> environment = new HashMap<>(Map.ofEntries(
                Map.entry("QUARKUS_FUNQY_EXPORT", name.export()),
                Map.entry("LABELMILL_STAGE", stage.stage()),
                Map.entry("LABELMILL_BUCKET", around.bucket().getBucketName()),
                Map.entry("LABELMILL_TABLE", around.table().getTableName()),
                Map.entry("LABELMILL_INTAKE_QUEUE", url(QueueName.INTAKE)),
                Map.entry("LABELMILL_PRELABEL_QUEUE", url(QueueName.PRELABEL)),
                Map.entry("LABELMILL_TRAIN_QUEUE", url(QueueName.TRAIN)),
                Map.entry("LABELMILL_FINISH_QUEUE", url(QueueName.FINISH)),
                Map.entry("LABELMILL_COLLECT_QUEUE", url(QueueName.COLLECT)),
                Map.entry("LABELMILL_NOTIFY_QUEUE", url(QueueName.NOTIFY)),
                Map.entry("LABELMILL_ENDPOINTS", Endpoints.address(stage)),
                Map.entry("LABELMILL_SECRETS", around.secrets().address(stage)),
                Map.entry("LABELMILL_PRICES", stage.prices()),
                Map.entry("LABELMILL_INTAKE_DEAD_LETTERS", deadLetters(FunctionName.INTAKE)),
                Map.entry("LABELMILL_PRELABEL_DEAD_LETTERS", deadLetters(FunctionName.PRELABEL)),
                Map.entry("LABELMILL_TRAIN_DEAD_LETTERS", deadLetters(FunctionName.TRAIN)),
                Map.entry("LABELMILL_FINISH_DEAD_LETTERS", deadLetters(FunctionName.FINISH)),
                Map.entry("LABELMILL_COLLECT_DEAD_LETTERS", deadLetters(FunctionName.COLLECT)),
                Map.entry("LABELMILL_NOTIFY_DEAD_LETTERS", deadLetters(FunctionName.NOTIFY)),
                Map.entry("LABELMILL_SCORE_DEAD_LETTERS", deadLetters(FunctionName.SCORE)),
                Map.entry(
                        "LABELMILL_TIMEOUT",
                        Integer.toString(stage.function(name).timeout())),
                Map.entry("LABELMILL_BATCH_METRICS", Integer.toString(stage.batchMetrics()))));
        if (stage.models().any() && (name == FunctionName.INTAKE || name == FunctionName.PRELABEL)) {
            environment.put("LABELMILL_MODELS", HostedModels.environment(stage.models()));
        }
        if (stage.uses(Runtime.SNAP_START_ONNX)) {
            environment.put("LABELMILL_PRETRAINED", "true");
        }
        if (!stage.function(name).runtime().isJvm()) {
            // An executable has its application started before its first event; what is Java is primed when its
            // snapshot is taken.
            environment.put("LABELMILL_PRIMING", "true");
        }
        if (stage.function(name).runtime() == Runtime.SNAP_START_ONNX) {
            // The tokenizer's library unpacks itself, and the home folder is read-only.
            environment.put("DJL_CACHE_DIR", "/tmp/djl");
        }
        return environment;
    }

    private String deadLetters(FunctionName reader) {
        return around.queues().deadLetters(reader).getQueueUrl();
    }

    private String url(QueueName queue) {
        return around.queues().get(queue).getQueueUrl();
    }

    private static String description(FunctionName name) {
        return switch (name) {
            case INTAKE -> "Takes uploads: a batch, its manifest cut into chunks";
            case PRELABEL -> "Scores and routes chunks";
            case DISPATCH -> "Sends tasks to vendors";
            case WEBHOOK -> "Takes vendors' labels";
            case COLLECT -> "Fetches labels that vendors' webhooks only told of";
            case SCORE -> "Decides tasks by their labels";
            case TALLY -> "Folds rows into totals";
            case TRAIN -> "Fits heads to what people have labelled";
            case ADVANCE -> "Drives batches to their next phase";
            case PUBLISH -> "Publishes active batches' metrics";
            case FINISH -> "Concludes batches: consensus, certificate, results";
            case PRETASK -> "Prepares lines of Ground Truth labeling jobs";
            case CONSOLIDATE -> "Makes one label of several answers in Ground Truth labeling jobs";
            case NOTIFY -> "Tells users' endpoints what happened";
        };
    }

    /**
     * The artifacts' place, as parameters of the template.
     *
     * @param bucket that they lie in
     * @param keys   of those that some function runs on
     */
    private record Artifacts(IBucket bucket, Map<Runtime, String> keys) {

        static Artifacts of(Stack stack, Stage stage) {
            CfnParameter bucket = CfnParameter.Builder.create(stack, "CodeBucket")
                    .description("Bucket of the artifacts, in the stack's region")
                    .build();
            Map<Runtime, String> keys = new EnumMap<>(Runtime.class);
            keys.put(
                    Runtime.NATIVE,
                    key(stack, "NativeKey", "executable's zip", stage.code().nativeKey()));
            if (stage.uses(Runtime.SNAP_START)) {
                keys.put(
                        Runtime.SNAP_START,
                        key(stack, "JvmKey", "JVM package's zip", stage.code().jvmKey()));
            }
            if (stage.uses(Runtime.SNAP_START_ONNX)) {
                keys.put(
                        Runtime.SNAP_START_ONNX,
                        key(
                                stack,
                                "OnnxKey",
                                "zip of the JVM package with pre-trained models",
                                stage.code().onnxKey()));
            }
            return new Artifacts(Bucket.fromBucketName(stack, "Code", bucket.getValueAsString()), keys);
        }

        Code code(Runtime runtime) {
            return Code.fromBucket(bucket, keys.get(runtime));
        }

        private static String key(Stack stack, String id, String what, String preset) {
            return CfnParameter.Builder.create(stack, id)
                    .description("Key of the " + what + "; another release needs another key")
                    .defaultValue(preset)
                    .build()
                    .getValueAsString();
        }
    }
}
