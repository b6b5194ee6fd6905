package dev.labelmill.aws.stage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a stage's file. */
public final class StageReader {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** With account and region behind it a bucket's name has at most 63 characters. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,28}[a-z0-9]");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,200}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:(role|user)/[A-Za-z0-9+=,.@_/-]+");
    private static final Pattern WEB_ACL = Pattern.compile("arn:[a-z-]+:wafv2:us-east-1:[0-9]{12}:global/webacl/.+");

    private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z0-9](-?[A-Za-z0-9]){0,62}");
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,199}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

    private static final Pattern ADDRESS = Pattern.compile("https://[A-Za-z0-9._~/-]{1,200}");
    private static final Pattern TOPIC = Pattern.compile("arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+");

    /** What CloudWatch Logs takes (API reference, PutRetentionPolicy). */
    private static final List<Integer> LOG_DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    /** Megabytes: a core's worth, and room for MiniLM beside the heap. */
    private static final int LEAST_MODEL_MEMORY = 1769;

    private StageReader() {}

    /**
     * Reads a file.
     *
     * @throws InvalidStage if it cannot be used
     * @throws IOException if it cannot be read
     */
    public static Stage read(Path file) throws IOException {
        return parse(String.valueOf(file.getFileName()), Files.readString(file));
    }

    /**
     * Reads a file's content.
     *
     * @param file its name, for messages
     * @throws InvalidStage if it cannot be used
     */
    public static Stage parse(String file, String json) {
        try {
            return stage(new Section(file, MAPPER.readTree(json)));
        } catch (JsonProcessingException broken) {
            throw new InvalidStage(file + " is no JSON: " + broken.getOriginalMessage());
        }
    }

    private static Stage stage(Section file) {
        Stage stage = new Stage(
                file.text("stage", WORD),
                file.text("name", NAME),
                file.choice("architecture", Architecture.class),
                file.text("prices", WORD),
                code(file.section("code")),
                file.flag("customerKey"),
                file.flag("retainData"),
                file.flag("tracing"),
                file.oneOf("logDays", LOG_DAYS),
                file.whole("workDays", 1, 3650),
                door(file.section("webhook")),
                ticks(file.section("minutesBetween")),
                file.texts("sourceBuckets", BUCKET),
                file.sections("vendors").stream().map(StageReader::vendor).toList(),
                file.has("secrets") ? file.choice("secrets", VendorSecrets.class) : VendorSecrets.ONE_SECRET,
                file.whole("batchMetrics", 0, 1000),
                file.has("models") ? models(file.section("models")) : Models.NONE,
                watch(file.section("alarms")),
                functions(file.section("functions")));
        file.end();
        return stage;
    }

    private static Code code(Section section) {
        Code code = new Code(section.text("native", KEY), section.text("jvm", KEY), section.text("onnx", KEY));
        section.end();
        return code;
    }

    private static Door door(Section section) {
        boolean api = section.choice("door", Kind.class) == Kind.HTTP_API;
        Door door = api
                ? new Door.HttpApi(
                        section.whole("requestsPerSecond", 1, 10_000),
                        section.whole("burst", 1, 5_000),
                        section.whole("requestsPerAddress", 10, 2_000_000),
                        section.optionalText("webAcl", WEB_ACL))
                : new Door.FunctionUrl();
        section.end();
        return door;
    }

    private static Ticks ticks(Section section) {
        Ticks ticks = new Ticks(
                section.whole("advance", 1, 60), section.whole("dispatch", 1, 60), section.whole("publish", 1, 60));
        section.end();
        return ticks;
    }

    private static Vendor vendor(Section section) {
        Vendor vendor = new Vendor(section.text("name", WORD), section.text("principal", PRINCIPAL));
        section.end();
        return vendor;
    }

    private static Models models(Section section) {
        Models models = new Models(
                section.texts("sagemaker", ENDPOINT),
                section.sections("bedrock").stream().map(StageReader::bedrock).toList(),
                section.flag("rekognition"),
                section.whole("concurrency", 1, 64));
        section.end();
        return models;
    }

    private static Models.Bedrock bedrock(Section section) {
        Models.Bedrock model = new Models.Bedrock(
                section.text("model", MODEL), section.has("regions") ? section.texts("regions", REGION) : List.of());
        section.end();
        return model;
    }

    private static Watch watch(Section section) {
        Watch watch = new Watch(section.text("runbook", ADDRESS), section.optionalText("topic", TOPIC));
        section.end();
        return watch;
    }

    private static Map<FunctionName, FunctionSettings> functions(Section section) {
        Map<FunctionName, FunctionSettings> functions = new EnumMap<>(FunctionName.class);
        for (FunctionName function : FunctionName.values()) {
            functions.put(function, function(section.section(function.export()), leastCap(function)));
        }
        section.end();
        requireModelsTogether(functions);
        return functions;
    }

    /** What one of them makes of an item with a pre-trained model the other has to make of it too, and no other does. */
    private static void requireModelsTogether(Map<FunctionName, FunctionSettings> functions) {
        Set<FunctionName> running = functions.keySet().stream()
                .filter(name -> functions.get(name).runtime() == Runtime.SNAP_START_ONNX)
                .collect(Collectors.toSet());
        if (!running.isEmpty() && !running.equals(Set.of(FunctionName.PRELABEL, FunctionName.TRAIN))) {
            throw new InvalidStage(
                    "functions: the runtime \"snap-start-onnx\" is for prelabel and train, and for both");
        }
        for (FunctionName name : running) {
            if (functions.get(name).memory() < LEAST_MODEL_MEMORY) {
                throw new InvalidStage("functions." + name.export() + ".memory must be at least " + LEAST_MODEL_MEMORY
                        + " with the runtime \"snap-start-onnx\"");
            }
        }
    }

    private static FunctionSettings function(Section section, int leastCap) {
        FunctionSettings settings = new FunctionSettings(
                section.whole("memory", 128, 10_240),
                section.whole("timeout", 1, 900),
                section.has("concurrency")
                        ? Optional.of(section.whole("concurrency", leastCap, 10_000))
                        : Optional.empty(),
                section.has("runtime") ? section.choice("runtime", Runtime.class) : Runtime.NATIVE);
        section.end();
        return settings;
    }

    /** Two is the least that a queue's mapping can be held to. */
    private static int leastCap(FunctionName function) {
        return switch (function) {
            case INTAKE, PRELABEL, COLLECT, TRAIN, FINISH, NOTIFY -> 2;
            default -> 1;
        };
    }

    private enum Kind {
        FUNCTION_URL,
        HTTP_API
    }
}
