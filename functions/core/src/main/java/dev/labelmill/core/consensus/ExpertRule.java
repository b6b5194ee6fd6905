package dev.labelmill.core.consensus;

import java.util.List;

/**
 * When an expert decides a task, where a wrong label has a price: not before the expected cost of the error that is left,
 * {@code (1 - p) · errorDollars} for the best class of probability p, exceeds what the expert costs; then as soon as an
 * expert tells more per dollar than any of the crowd would, and at the latest when the crowd has said all that it may. Where
 * the cost of error never exceeds the expert's price, the crowd's best class stands.
 *
 * @param crowd        what one more answer of the crowd would be, one a vendor
 * @param experts      the same of experts
 * @param errorDollars what a wrong label costs whoever uses it, above 0
 */
public record ExpertRule(List<Offer> crowd, List<Offer> experts, double errorDollars) {

    /** Copies the lists. @throws IllegalArgumentException if a wrong label costs nothing */
    public ExpertRule {
        crowd = List.copyOf(crowd);
        experts = List.copyOf(experts);
        if (!(errorDollars > 0)) {
            throw new IllegalArgumentException("an error's price must be above 0: " + errorDollars);
        }
    }

    /**
     * What is decided in the end.
     *
     * @param decided what the stop rule says of a task with its minimum of labels
     * @param belief  the distribution over the task's classes
     */
    public Decision instead(Decision decided, double[] belief) {
        if (decided instanceof Decision.Resolve) {
            return decided;
        }
        boolean pays = experts.stream().anyMatch(expert -> pays(expert, belief));
        if (decided instanceof Decision.Adjudicate) {
            int best = Posterior.argmax(belief);
            return pays ? decided : new Decision.Resolve(best, belief[best]);
        }
        double crowds =
                crowd.stream().mapToDouble(offer -> offer.value(belief)).max().orElse(0);
        boolean better = experts.stream().anyMatch(expert -> pays(expert, belief) && expert.value(belief) > crowds);
        return better ? new Decision.Adjudicate() : decided;
    }

    private boolean pays(Offer expert, double[] belief) {
        return (1 - belief[Posterior.argmax(belief)]) * errorDollars > expert.dollars();
    }
}
