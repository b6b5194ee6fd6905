package dev.labelmill.core.check;

import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.label.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All rules for the labels of a batch: its label type's and the user's own.
 *
 * @param type the batch's label type
 * @param own  the user's rules
 */
public record Checks<V extends LabelValue>(LabelType<V> type, List<LabelCheck> own) {

    /** @throws IllegalArgumentException naming a rule that does not fit the type, or a name that two rules have */
    public Checks {
        own = List.copyOf(own);
        Set<String> names = new HashSet<>();
        for (LabelCheck check : own) {
            check.misfit(type).ifPresent(sentence -> {
                throw new IllegalArgumentException(sentence);
            });
            if (!names.add(check.name())) {
                throw new IllegalArgumentException("checks names \"" + check.name() + "\" twice");
            }
        }
    }

    /**
     * Every rule that a label breaks: the type's first, then the user's in their order.
     *
     * @param value   one without a fault
     * @param subject what is known of the item
     */
    public List<Violation> violations(V value, Subject subject) {
        List<Violation> found = new ArrayList<>(type.violations(value, subject));
        own.forEach(check -> found.addAll(check.violations(value, type.classes())));
        return List.copyOf(found);
    }

    /** The same of a value whose type is not known when this is compiled. */
    public List<Violation> violationsOf(LabelValue value, Subject subject) {
        return violations(type.valueType().cast(value), subject);
    }

    /**
     * The classes that break a rule whatever the item, by index: nobody can give such a label without breaking it.
     *
     * @param checks of single choices
     */
    public static Set<Integer> forbiddenClasses(Checks<Choice> checks) {
        return IntStream.range(0, checks.type().classes().size())
                .filter(answer -> checks.areBroken(new Choice(answer), Subject.UNKNOWN))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a label breaks any rule. */
    public boolean areBroken(V value, Subject subject) {
        return !violations(value, subject).isEmpty();
    }
}
