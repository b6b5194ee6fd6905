package dev.labelmill.aws.stack;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** The rules of cdk-nag that do not apply, each with the reason why. */
final class Nag {

    private Nag() {}

    /** Notes in the template why a rule does not apply to a construct's own resource. */
    static void suppress(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                false);
    }
}
