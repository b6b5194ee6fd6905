package dev.labelmill.aws.stack;

import java.util.Optional;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.IDependable;

/**
 * What a function's events are sent to.
 *
 * @param function itself
 * @param alias    of its latest published version, where it runs from snapshots
 */
record Target(Function function, Optional<Alias> alias) {

    /** Qualified by the alias if there is one. */
    String arn() {
        return alias.map(Alias::getFunctionArn).orElseGet(function::getFunctionArn);
    }

    /** The alias's name; empty for the function itself. */
    Optional<String> qualifier() {
        return alias.map(live -> Functions.LIVE);
    }

    /** What has to be there before what names the qualifier. */
    IDependable made() {
        return alias.isPresent() ? alias.get() : function;
    }
}
