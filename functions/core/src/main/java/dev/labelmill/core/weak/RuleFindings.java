package dev.labelmill.core.weak;

import dev.labelmill.core.weak.LabelModelFit.Fitted;
import java.util.List;
import java.util.Optional;

/**
 * What a batch's rules did.
 *
 * @param rules  as the user wrote them, in their order
 * @param counts of each rule, over all items
 * @param fitted the label model, where batch.json asks for one
 */
public record RuleFindings(List<Description> rules, List<RuleCounts> counts, Optional<Fitted> fitted) {

    public RuleFindings {
        rules = List.copyOf(rules);
        counts = List.copyOf(counts);
    }

    /**
     * A rule.
     *
     * @param className the class that it speaks for
     * @param words     its keyword or pattern
     */
    public record Description(String className, String words) {}
}
