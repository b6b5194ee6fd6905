package dev.labelmill.core.label;

import java.util.List;
import java.util.Optional;

/** What labels of many parts have in common. */
final class Parts {

    private Parts() {}

    /** Why the parts are no label: too many, or one of a class that does not exist. */
    static Optional<String> fault(String name, List<Integer> categories, ClassList classes, int most) {
        if (categories.size() > most) {
            return Optional.of(name + " holds " + categories.size() + ", and at most " + most + " are allowed");
        }
        for (int i = 0; i < categories.size(); i++) {
            if (!classes.has(categories.get(i))) {
                return Optional.of(name + "[" + i + "] is of " + classes.lacks(categories.get(i)));
            }
        }
        return Optional.empty();
    }
}
