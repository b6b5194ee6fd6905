package dev.labelmill.local.cli;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The consensus methods that {@code --method} names. */
final class MethodNames {

    private static final String ALL = "all";

    private MethodNames() {}

    /**
     * The methods of these names, each once.
     *
     * @param offered for the type of labels
     * @throws Refusal if one is not offered
     */
    static List<String> chosen(List<String> names, Collection<String> offered) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals(ALL)) {
                wanted.addAll(offered);
            } else if (offered.contains(name)) {
                wanted.add(name);
            } else {
                throw Refusal.ofInput("--method must be " + String.join(", ", offered) + " or all, not " + name + ".");
            }
        }
        return List.copyOf(wanted);
    }
}
