package dev.labelmill.core.check;

import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.label.Violation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A rule about how often classes occur in a label: among its choices, its boxes or its spans. */
public sealed interface ClassRule extends LabelCheck {

    /** The classes it names. */
    List<String> mentioned();

    /** What is wrong, or empty; {@code count} tells how often a class occurs. */
    Optional<String> wrong(Counts count);

    @Override
    default Optional<String> misfit(LabelType<?> type) {
        if (type.classes().isEmpty()) {
            return Optional.of("check \"" + name() + "\" is about classes, and a " + type.kind() + " has none");
        }
        if (type instanceof SingleChoice && mentioned().size() > 1) {
            return Optional.of(
                    "check \"" + name() + "\" is about two classes in one label, and a " + type.kind() + " has one");
        }
        return mentioned().stream()
                .filter(mentioned -> !type.classes().contains(mentioned))
                .findFirst()
                .map(unknown -> "check \"" + name() + "\" names the class \"" + unknown
                        + "\", which is not in labelType.classes");
    }

    @Override
    default List<Violation> violations(LabelValue value, List<String> classes) {
        return wrong(new Counts(value.categories(), classes)).map(sentence -> new Violation(name(), sentence)).stream()
                .toList();
    }

    /** How often each class occurs in a label. */
    record Counts(List<Integer> categories, List<String> classes) {

        /** Of one class. */
        long of(String name) {
            int index = classes.indexOf(name);
            return categories.stream().filter(category -> category == index).count();
        }

        /** Of all classes. */
        long all() {
            return categories.size();
        }
    }

    /** A class must occur. */
    record Required(String name, String category) implements ClassRule {

        @Override
        public List<String> mentioned() {
            return List.of(category);
        }

        @Override
        public Optional<String> wrong(Counts count) {
            return count.of(category) > 0 ? Optional.empty() : Optional.of("\"" + category + "\" is missing");
        }
    }

    /** Two classes must not occur in one label. */
    record ForbiddenTogether(String name, String one, String other) implements ClassRule {

        @Override
        public List<String> mentioned() {
            return List.of(one, other);
        }

        @Override
        public Optional<String> wrong(Counts count) {
            return count.of(one) > 0 && count.of(other) > 0
                    ? Optional.of("\"" + one + "\" and \"" + other + "\" exclude each other")
                    : Optional.empty();
        }
    }

    /** Where one class occurs, another must. */
    record RequiredWith(String name, String category, String companion) implements ClassRule {

        @Override
        public List<String> mentioned() {
            return List.of(category, companion);
        }

        @Override
        public Optional<String> wrong(Counts count) {
            return count.of(category) > 0 && count.of(companion) == 0
                    ? Optional.of("\"" + category + "\" needs \"" + companion + "\" with it")
                    : Optional.empty();
        }
    }

    /**
     * How often a class may occur, or all classes together.
     *
     * @param category the class, or empty for all
     * @param least    at least so often, from 0
     * @param most     at most so often, not below {@code least}
     */
    record Count(String name, Optional<String> category, int least, int most) implements ClassRule {

        /** Checks the range. */
        public Count {
            Objects.requireNonNull(category, "category");
            if (least < 0 || most < least) {
                throw new IllegalArgumentException(
                        "check \"" + name + "\" must have 0 <= min <= max, not " + least + " and " + most);
            }
        }

        @Override
        public List<String> mentioned() {
            return category.stream().toList();
        }

        @Override
        public Optional<String> wrong(Counts count) {
            long found = category.map(count::of).orElseGet(count::all);
            if (found >= least && found <= most) {
                return Optional.empty();
            }
            String subject = category.map(c -> "\"" + c + "\" occurs " + found + (found == 1 ? " time" : " times"))
                    .orElse("the label has " + found + (found == 1 ? " part" : " parts"));
            return Optional.of(subject + "; wanted: " + (found < least ? "at least " + least : "at most " + most));
        }
    }
}
