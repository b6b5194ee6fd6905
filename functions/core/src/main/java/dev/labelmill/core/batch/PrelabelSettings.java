package dev.labelmill.core.batch;

import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.hosted.HostedSettings;
import dev.labelmill.core.prelabel.FeatureSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Which labeler makes the pre-labels, and where its parameters are. */
public sealed interface PrelabelSettings {

    /** The file beside batch.json that this labeler cannot start without, if any. */
    default Optional<String> companion() {
        return Optional.empty();
    }

    /** Whether a pre-trained model takes part, which not every deployment can run. */
    default boolean isPretrained() {
        return false;
    }

    /**
     * The user's own model that takes part, if one does: a file beside batch.json, or a bucket key that starts with
     * {@code models/}. Its description and what that names lie beside it.
     */
    default Optional<String> ownModel() {
        return Optional.empty();
    }

    /**
     * The score from which on pre-labels of labels that are no classes stand although nothing has tested the labeler: batch.json
     * says so in words. Empty where people label every such item.
     */
    default OptionalDouble acceptedUntested() {
        return OptionalDouble.empty();
    }

    /** No pre-labels: every item goes to people. */
    record None() implements PrelabelSettings {}

    /** Keyword and pattern rules. */
    sealed interface Rules extends PrelabelSettings {

        /** How the matches of one item become a distribution. */
        Combination combination();
    }

    /** What makes a distribution of the rules that match an item. */
    enum Combination {
        /** The softmax of the weights that batch.json gives the rules. */
        WEIGHTS,
        /** A label model, fitted to which rules match in the whole batch. */
        LABEL_MODEL
    }

    /** Keyword and pattern rules written in batch.json itself. */
    record InlineRules(List<RuleSetting> rules, Combination combination) implements Rules {
        public InlineRules {
            rules = List.copyOf(rules);
        }

        /** Rules with weights. */
        public InlineRules(List<RuleSetting> rules) {
            this(rules, Combination.WEIGHTS);
        }
    }

    /** The same rules in a file beside batch.json. */
    record RulesFile(String file, Combination combination) implements Rules {

        /** Rules with weights. */
        public RulesFile(String file) {
            this(file, Combination.WEIGHTS);
        }

        @Override
        public Optional<String> companion() {
            return Optional.of(file);
        }
    }

    /** A softmax head: a file beside batch.json, or a bucket key that starts with {@code models/}. */
    record LinearModel(String model) implements PrelabelSettings {
        @Override
        public Optional<String> companion() {
            return Optional.of(model).filter(m -> !m.startsWith("models/"));
        }
    }

    /**
     * A softmax head over such features, fitted in rounds to what people label of the batch itself.
     *
     * @param calibration how its confidences come to mean what they say
     */
    record Trained(FeatureSettings features, Calibration calibration) implements PrelabelSettings {

        /** Calibrated by temperature. */
        public Trained(FeatureSettings features) {
            this(features, Calibration.TEMPERATURE);
        }

        @Override
        public boolean isPretrained() {
            return features.isPretrained();
        }

        @Override
        public Optional<String> ownModel() {
            return features.ownModel();
        }
    }

    /** The user's own ONNX classifier or, for boxes, detector; its classes stand for the batch's as the JSON file beside it says. */
    record OnnxModel(String model, OptionalDouble acceptedUntested) implements PrelabelSettings {
        @Override
        public boolean isPretrained() {
            return true;
        }

        @Override
        public Optional<String> ownModel() {
            return Optional.of(model);
        }
    }

    /**
     * Labels that come with the items, for label types that are no single choice: from their own lines, or from a file beside
     * batch.json. They are shown to annotators and put the least sure items first.
     *
     * @param source where they lie and in which form
     * @param classes the batch's class by the form's; one of the same name stands for itself
     * @param offsets how the form counts the characters of spans
     */
    record Imported(
            ImportSource source,
            Map<String, String> classes,
            ImportSource.Offsets offsets,
            OptionalDouble acceptedUntested)
            implements PrelabelSettings {
        public Imported {
            classes = Map.copyOf(classes);
        }

        @Override
        public Optional<String> companion() {
            return source.file().map(ImportSource.Companion::name);
        }
    }

    /** A model that is called and not run here. */
    record Hosted(HostedSettings hosted) implements PrelabelSettings {}

    /**
     * One rule as written: a class and either a keyword or a pattern.
     *
     * @param keyword a word or phrase, or null
     * @param pattern a regular expression, or null
     */
    record RuleSetting(String className, String keyword, String pattern, double weight) {}
}
