package dev.labelmill.local.cli;

import dev.labelmill.core.consensus.ConsensusMethod;
import dev.labelmill.core.consensus.ConsensusMethods;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The consensus methods that {@code --method} can name. */
final class MethodNames {

    private static final String ALL = "all";

    /** Uses pre-labels, of which a table of labels has none. */
    private static final String BY_PRELABELS = "crowdlab";

    private MethodNames() {}

    /**
     * The methods of these names, each once.
     *
     * @throws Refusal if there is no such method
     */
    static List<ConsensusMethod> chosen(List<String> names) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals(ALL)) {
                wanted.addAll(offered());
            } else if (offered().contains(name)) {
                wanted.add(name);
            } else {
                throw Refusal.ofInput(
                        "--method must be " + String.join(", ", offered()) + " or all, not " + name + ".");
            }
        }
        return wanted.stream()
                .map(name -> ConsensusMethods.named(name).orElseThrow())
                .toList();
    }

    private static Set<String> offered() {
        return ConsensusMethods.all().stream()
                .map(ConsensusMethod::name)
                .filter(name -> !name.equals(BY_PRELABELS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
