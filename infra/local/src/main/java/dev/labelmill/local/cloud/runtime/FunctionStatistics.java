package dev.labelmill.local.cloud.runtime;

import java.time.Duration;

/**
 * What Lambda's REPORT lines of one function add up to.
 *
 * @param invocations events given to the function, failed ones included
 * @param errors of these, how many were not answered, whatever the kind
 * @param coldStarts environments started
 * @param total time between event and answer or failure, initialisation not counted
 * @param longest of these times
 */
public record FunctionStatistics(long invocations, long errors, long coldStarts, Duration total, Duration longest) {

    /** Of a function that has not run. */
    public static final FunctionStatistics NONE = new FunctionStatistics(0, 0, 0, Duration.ZERO, Duration.ZERO);

    FunctionStatistics plusColdStart() {
        return new FunctionStatistics(invocations, errors, coldStarts + 1, total, longest);
    }

    FunctionStatistics plusInvocation(Duration took, boolean failed) {
        return new FunctionStatistics(
                invocations + 1,
                errors + (failed ? 1 : 0),
                coldStarts,
                total.plus(took),
                took.compareTo(longest) > 0 ? took : longest);
    }
}
