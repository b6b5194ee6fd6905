package dev.labelmill.lambda.json;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.BatchSettings.Audit;
import dev.labelmill.core.batch.BatchSettings.AutoAccept;
import dev.labelmill.core.batch.BatchSettings.Budget;
import dev.labelmill.core.batch.BatchSettings.Gold;
import dev.labelmill.core.batch.BatchSettings.Overlap;
import dev.labelmill.core.batch.ItemDefaults;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.batch.PrelabelSettings.Combination;
import dev.labelmill.core.batch.PrelabelSettings.RuleSetting;
import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.duplicates.NearDuplicateSettings;
import dev.labelmill.core.weak.LabelModelFit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads batch.json; its JSON Schema is {@code schema/batch.v1.schema.json}. */
public final class BatchSettingsReader {

    private static final long DEFAULT_CHUNK_BYTES = 4L << 20;
    private static final long DEFAULT_MAX_LINE_BYTES = 256 << 10;
    /** Prelabel's calls put some 30,000 tasks a second into their lanes together, and a slice takes 1,000. */
    private static final long DEFAULT_SLICES = 32;

    private BatchSettingsReader() {}

    /**
     * @param batch the batch's id, from its folder
     * @throws IllegalArgumentException saying in one sentence which field is wrong and what it should be
     */
    public static BatchSettings read(String batch, byte[] json) {
        Fields fields = Fields.of(Json.parse(json));
        if (fields.has("batch") && !fields.string("batch").equals(batch)) {
            throw new IllegalArgumentException("batch must be the name of its folder, \"" + batch + "\", or absent");
        }
        BatchSettings settings = new BatchSettings(
                batch,
                fields.string("project"),
                LabelTypeReader.read(fields.object("labelType")),
                fields.whole("seed", 0),
                fields.whole("chunkBytes", DEFAULT_CHUNK_BYTES),
                (int) Math.min(Integer.MAX_VALUE, fields.whole("maxLineBytes", DEFAULT_MAX_LINE_BYTES)),
                (int) Math.min(Integer.MAX_VALUE, fields.whole("slices", DEFAULT_SLICES)),
                fields.optionalObject("prelabel")
                        .map(BatchSettingsReader::prelabel)
                        .orElseGet(PrelabelSettings.None::new),
                fields.optionalObject("autoAccept").map(BatchSettingsReader::autoAccept),
                overlap(fields.object("overlap")),
                fields.optionalObject("gold").map(BatchSettingsReader::gold),
                fields.optionalObject("audit").map(BatchSettingsReader::audit),
                CheckReader.read(fields),
                fields.objects("vendors").stream().map(VendorReader::read).toList(),
                fields.has("expectedItems") ? OptionalLong.of(fields.whole("expectedItems")) : OptionalLong.empty(),
                fields.optionalObject("rounds").map(rounds -> RoundSettingsReader.read(rounds, fields)),
                fields.optionalObject("budget").map(BatchSettingsReader::budget).orElse(Budget.NONE),
                fields.optionalObject("nearDuplicates").map(BatchSettingsReader::nearDuplicates),
                RoutingReader.read(fields),
                fields.optionalObject("annotators").map(RoutingReader::standing),
                fields.optionalObject("items").map(BatchSettingsReader::items).orElse(ItemDefaults.NONE));
        fields.requireNothingElse();
        return settings;
    }

    private static PrelabelSettings prelabel(Fields fields) {
        PrelabelSettings settings = switch (fields.string("labeler")) {
            case "linear" -> new PrelabelSettings.LinearModel(BatchFile.name(fields, "model"));
            case "rules" -> rules(fields);
            case "trained" ->
                new PrelabelSettings.Trained(FeatureForm.read(fields.object("features")), calibration(fields));
            case "onnx" ->
                new PrelabelSettings.OnnxModel(BatchFile.name(fields, "model"), ImportReader.acceptedUntested(fields));
            case "imported" -> ImportReader.read(fields);
            case "sagemaker" -> new PrelabelSettings.Hosted(HostedForm.sageMaker(fields));
            case "bedrock" -> new PrelabelSettings.Hosted(HostedForm.bedrock(fields));
            case "rekognition" -> new PrelabelSettings.Hosted(HostedForm.rekognition(fields));
            default ->
                throw new IllegalArgumentException(
                        "prelabel.labeler must be \"rules\", \"linear\", \"trained\", \"onnx\", \"imported\", \"sagemaker\","
                                + " \"bedrock\" or \"rekognition\", not \"" + fields.string("labeler") + "\"");
        };
        fields.requireNothingElse();
        return settings;
    }

    private static PrelabelSettings rules(Fields fields) {
        Combination combination = fields.has("combine")
                ? choice(fields, "combine", "weights", Combination.WEIGHTS, "label-model", Combination.LABEL_MODEL)
                : Combination.WEIGHTS;
        return fields.has("rules")
                ? new PrelabelSettings.InlineRules(rules(fields.objects("rules"), combination), combination)
                : new PrelabelSettings.RulesFile(BatchFile.name(fields, "rulesFile"), combination);
    }

    private static Calibration calibration(Fields fields) {
        return fields.has("calibration")
                ? choice(
                        fields, "calibration", "temperature", Calibration.TEMPERATURE, "isotonic", Calibration.ISOTONIC)
                : Calibration.TEMPERATURE;
    }

    /** Reads a list of rules, from batch.json or from a rules file. */
    public static List<RuleSetting> rules(List<Fields> list, Combination combination) {
        if (combination == Combination.LABEL_MODEL && list.size() < LabelModelFit.FEWEST_RULES) {
            throw new IllegalArgumentException("prelabel.combine \"label-model\" needs at least "
                    + LabelModelFit.FEWEST_RULES + " rules: fewer do not show how far each can be trusted");
        }
        return list.stream()
                .map(rule -> {
                    if (rule.has("keyword") == rule.has("pattern")) {
                        throw new IllegalArgumentException(
                                rule.at("keyword") + " or its pattern must be given, and not both");
                    }
                    if (combination == Combination.LABEL_MODEL && rule.has("weight")) {
                        throw new IllegalArgumentException(rule.at("weight")
                                + " is given, and prelabel.combine \"label-model\" finds weights itself");
                    }
                    RuleSetting setting = new RuleSetting(
                            rule.string("class"),
                            rule.string("keyword", null),
                            rule.string("pattern", null),
                            rule.has("weight") ? rule.decimal("weight").doubleValue() : 1);
                    rule.requireNothingElse();
                    return setting;
                })
                .toList();
    }

    private static AutoAccept autoAccept(Fields fields) {
        AutoAccept settings = new AutoAccept(
                fields.decimal("targetError").doubleValue(),
                fields.decimal("confidence").doubleValue());
        fields.requireNothingElse();
        return settings;
    }

    private static Overlap overlap(Fields fields) {
        Overlap settings = new Overlap(
                fields.small("min"),
                fields.small("max"),
                fields.decimal("targetConfidence").doubleValue());
        fields.requireNothingElse();
        return settings;
    }

    private static ItemDefaults items(Fields fields) {
        ItemDefaults items = new ItemDefaults(name(fields, "skill"), name(fields, "tier"));
        fields.requireNothingElse();
        return items;
    }

    private static Optional<String> name(Fields fields, String field) {
        return fields.has(field) ? Optional.of(fields.string(field)) : Optional.empty();
    }

    private static Gold gold(Fields fields) {
        Gold settings = new Gold(fields.small("overlap"), fields.decimal("rate").doubleValue());
        fields.requireNothingElse();
        return settings;
    }

    private static Audit audit(Fields fields) {
        Audit settings = new Audit(
                fields.small("autoAccepted"),
                fields.small("human"),
                fields.decimal("confidence").doubleValue(),
                fields.has("tolerance")
                        ? OptionalDouble.of(fields.decimal("tolerance").doubleValue())
                        : OptionalDouble.empty());
        fields.requireNothingElse();
        return settings;
    }

    private static NearDuplicateSettings nearDuplicates(Fields fields) {
        NearDuplicateSettings settings =
                new NearDuplicateSettings(fields.decimal("similarity").doubleValue());
        fields.requireNothingElse();
        return settings;
    }

    private static Budget budget(Fields fields) {
        Budget settings = new Budget(
                optionalNanos(fields, "dollars"),
                optionalNanos(fields, "dollarsPerItem"),
                fields.flag("stop", false),
                optionalNanos(fields, "dollarsPerDay"));
        fields.requireNothingElse();
        return settings;
    }

    private static OptionalLong optionalNanos(Fields fields, String name) {
        return fields.has(name) ? OptionalLong.of(VendorReader.nanos(fields, name)) : OptionalLong.empty();
    }

    private static <T> T choice(Fields fields, String name, String first, T one, String second, T two) {
        String value = fields.string(name);
        if (value.equals(first)) {
            return one;
        }
        if (value.equals(second)) {
            return two;
        }
        throw new IllegalArgumentException(
                fields.at(name) + " must be \"" + first + "\" or \"" + second + "\", not \"" + value + "\"");
    }
}
