package dev.labelmill.core.batch;

import java.util.List;
import java.util.Optional;

/** Which labeler makes the pre-labels, and where its parameters are. */
public sealed interface PrelabelSettings {

    /** The file beside batch.json that this labeler cannot start without, if any. */
    default Optional<String> companion() {
        return Optional.empty();
    }

    /** No pre-labels: every item goes to people. */
    record None() implements PrelabelSettings {}

    /** Keyword and pattern rules written in batch.json itself. */
    record InlineRules(List<RuleSetting> rules) implements PrelabelSettings {
        public InlineRules {
            rules = List.copyOf(rules);
        }
    }

    /** The same rules in a file beside batch.json. */
    record RulesFile(String file) implements PrelabelSettings {
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
     * One rule as written: a class and either a keyword or a pattern.
     *
     * @param keyword a word or phrase, or null
     * @param pattern a regular expression, or null
     */
    record RuleSetting(String className, String keyword, String pattern, double weight) {}
}
