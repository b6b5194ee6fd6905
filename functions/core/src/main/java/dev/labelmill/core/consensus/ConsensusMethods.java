package dev.labelmill.core.consensus;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The methods a user can name. */
public final class ConsensusMethods {

    private ConsensusMethods() {}

    /** All of them, the plain ones first; {@link Crowdlab} uses pre-labels, the others annotators' answers only. */
    public static List<ConsensusMethod> all() {
        return List.of(
                new MajorityVote(),
                new Wawa(),
                new DawidSkene(),
                new OneCoinDawidSkene(),
                new Glad(),
                new Mace(),
                new LearntShrinkage(),
                new Crowdlab(),
                new Auto());
    }

    /** The method of a name, if there is one. */
    public static Optional<ConsensusMethod> named(String name) {
        return all().stream().filter(method -> method.name().equals(name)).findFirst();
    }

    /** Their names, with commas between, as a message lists them. */
    public static String names() {
        return all().stream().map(ConsensusMethod::name).collect(Collectors.joining(", "));
    }
}
