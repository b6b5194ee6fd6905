package dev.labelmill.core.prelabel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Pre-labels text by keywords and regular expressions. A class's score is the sum of the weights of its rules that
 * match, each counted once an item; the distribution is the softmax of the scores. Where no rule matches, the labeler
 * abstains: the distribution is uniform. What of an item cannot be read, {@link RuleMatcher} says.
 */
public final class RulesLabeler implements Labeler {

    private final int classes;
    private final RuleMatcher matcher;
    private final String version;

    /**
     * @param classes number of classes, at least 1
     * @param rules in the order of the user's file, from which error messages count them
     * @throws IllegalArgumentException as that of {@link RuleMatcher}
     */
    public RulesLabeler(int classes, List<Rule> rules) {
        this.classes = classes;
        this.matcher = new RuleMatcher(classes, rules);
        this.version = fingerprint(classes, matcher.rules());
    }

    @Override
    public String name() {
        return "rules";
    }

    /** A hash of the rules: it changes exactly when they do. */
    @Override
    public String version() {
        return version;
    }

    /** @throws UnusableContent if the content is not text, or a rule's expression backtracks too much on it */
    @Override
    public double[] distribution(Content content) throws UnusableContent {
        return distribution(matching(content));
    }

    /**
     * The indices of the rules that match.
     *
     * @throws UnusableContent as {@link #distribution(Content)}
     */
    public BitSet matching(Content content) throws UnusableContent {
        return matcher.matching(content);
    }

    /**
     * The distribution over the classes where these rules match.
     *
     * @param matched indices of the rules
     */
    public double[] distribution(BitSet matched) {
        double[] scores = new double[classes];
        if (matched.isEmpty()) {
            Arrays.fill(scores, 1.0 / classes);
            return scores;
        }
        for (int rule = matched.nextSetBit(0); rule >= 0; rule = matched.nextSetBit(rule + 1)) {
            scores[matcher.rules().get(rule).classIndex()] +=
                    matcher.rules().get(rule).weight();
        }
        Softmax.inPlace(scores);
        return scores;
    }

    private static String fingerprint(int classes, List<Rule> rules) {
        long[] hash = MurmurHash3.hash128x64((classes + rules.toString()).getBytes(StandardCharsets.UTF_8));
        return String.format("%016x", hash[0]);
    }
}
