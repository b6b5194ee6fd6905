package dev.labelmill.core.consensus;

/** When expectation maximisation without priors ends. */
public enum EmStop {

    /**
     * When a pass raises the bound on the log likelihood, divided by the number of answers, by less than 1e-5, the
     * bound counting a task's class share, or its own prior, once for every answer. That is when crowd-kit 1.4.1 stops, so figures can be
     * compared with its. The bound is not the likelihood's own (there the share counts once a task) and ends often
     * after two to five passes, before the estimates rest; on most public sets that fits the truth better, as
     * stopping early often does where nothing else holds annotators of few answers back.
     */
    AS_CROWD_KIT(1e-5, 100),

    /** When no estimated probability moves by more than 1e-6 any more: the maximum of the likelihood. */
    AT_REST(1e-6, 1000);

    private final double tolerance;
    private final int passes;

    EmStop(double tolerance, int passes) {
        this.tolerance = tolerance;
        this.passes = passes;
    }

    double tolerance() {
        return tolerance;
    }

    /** Most passes. */
    int passes() {
        return passes;
    }
}
