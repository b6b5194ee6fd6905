package dev.labelmill.lambda.wiring;

import java.time.Duration;
import java.util.Map;

/** How an environment comes to its first event, which decides when it is primed: once, or not at all. */
enum Initialisation {
    /** Restored from a snapshot that was taken when a version was published; primed before it was taken, with time enough. */
    SNAPSHOT(Duration.ofSeconds(30)),
    /** Started for itself and primed before it asks for its first event, which may be waiting: so it is given little time. */
    PRIMED(Duration.ofSeconds(2)),
    /** Started for itself, and as little as can be done beforehand. */
    PLAIN(Duration.ZERO);

    /** The variable that has an environment primed; deployments set it where functions start their application before the first event. */
    static final String SWITCH = "LABELMILL_PRIMING";

    private final Duration limit;

    Initialisation(Duration limit) {
        this.limit = limit;
    }

    /**
     * The one of an environment. A snapshot's is primed whatever the switch says, and no second time for it.
     *
     * @param environment Lambda's variables and ours
     * @throws IllegalArgumentException if the switch is neither {@code true} nor {@code false}
     */
    static Initialisation of(Map<String, String> environment) {
        boolean primed = Configuration.truth(environment, SWITCH);
        if ("snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            return SNAPSHOT;
        }
        boolean calls = !FirstCall.of(function(environment)).isEmpty();
        return primed && calls ? PRIMED : PLAIN;
    }

    /** The function that an environment runs; empty if it is not told. */
    static String function(Map<String, String> environment) {
        return environment.getOrDefault("QUARKUS_FUNQY_EXPORT", "");
    }

    /** Whether it is primed before the first event. */
    boolean isPrimed() {
        return this != PLAIN;
    }

    /** How long priming may take. */
    Duration limit() {
        return limit;
    }

    /** Whether each environment pays for its own start, and not once the version. */
    boolean isItsOwn() {
        return this != SNAPSHOT;
    }
}
