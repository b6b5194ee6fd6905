package dev.labelmill.core.weak;

import java.util.List;

/**
 * How far each rule can be trusted, and the classes' shares: a latent class model of which rules match. Rule j, which speaks
 * for class c, matches an item of class c with probability h (hit) and one of any other class with probability f (false
 * alarm), independently of the other rules:
 *
 * <pre>P(y | pattern) ∝ π(y) ∏ matching P(j matches | y) ∏ abstaining (1 − P(j matches | y))</pre>
 *
 * <p>This is the generative label model of Ratner et al. (Data Programming, NIPS 2016) for rules that speak for one class
 * each, with accuracy and propensity of a rule as its two parameters; of two classes it is the model of Hui and Walter (1980).
 * Rules that say the same in other words are counted as so many witnesses: the posterior is then too sure of itself.
 *
 * @param shares of the classes, positive, with the sum 1
 * @param rules  each with its trust, in the order of the user's rules
 */
public record LabelModel(List<Double> shares, List<Trust> rules) {

    /** @throws IllegalArgumentException if a rule names no class or a share is not positive */
    public LabelModel {
        shares = List.copyOf(shares);
        rules = List.copyOf(rules);
        for (Trust rule : rules) {
            if (rule.classIndex() < 0 || rule.classIndex() >= shares.size()) {
                throw new IllegalArgumentException("there is no class with the index " + rule.classIndex());
            }
        }
        if (shares.stream().anyMatch(share -> !(share > 0))) {
            throw new IllegalArgumentException("the classes' shares must be above 0, not " + shares);
        }
    }

    /**
     * A rule's parameters.
     *
     * @param classIndex the class that it speaks for
     * @param hit        probability that it matches an item of that class, in (0,1)
     * @param falseAlarm probability that it matches an item of another class, in (0,1)
     */
    public record Trust(int classIndex, double hit, double falseAlarm) {

        /** @throws IllegalArgumentException if a probability is not strictly between 0 and 1 */
        public Trust {
            if (!(hit > 0 && hit < 1 && falseAlarm > 0 && falseAlarm < 1)) {
                throw new IllegalArgumentException(
                        "a rule's probabilities must lie between 0 and 1: " + hit + ", " + falseAlarm);
            }
        }
    }

    /** The probability that a rule is right where it matches: π h / (π h + (1 − π) f). */
    public double accuracy(int rule) {
        Trust trust = rules.get(rule);
        double right = shares.get(trust.classIndex()) * trust.hit();
        double wrong = (1 - shares.get(trust.classIndex())) * trust.falseAlarm();
        return right / (right + wrong);
    }

    /** The probabilities of the classes for an item with such a pattern; they have the sum 1. */
    public double[] posterior(Pattern pattern) {
        return new PosteriorTable(this).posterior(pattern);
    }
}
