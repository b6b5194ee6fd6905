package dev.labelmill.core.prelabel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds which rules match a text.
 *
 * <p>A regular expression may read {@value #FREE_READS} characters plus {@value #READS_PER_CHARACTER} for each
 * character of the item. Sensible expressions need a few reads a character; one that backtracks beyond the allowance, or
 * deeper than the stack, makes the item unusable instead of blocking the batch.
 */
public final class RuleMatcher {

    static final long FREE_READS = 100_000;
    static final long READS_PER_CHARACTER = 50;

    private record CompiledRegex(int rule, Pattern pattern) {}

    private final int classes;
    private final List<Rule> rules;
    private final Keywords keywords = new Keywords();
    private final List<CompiledRegex> regexes = new ArrayList<>();

    /**
     * @param classes number of classes, at least 1
     * @param rules in the order of the user's file, from which error messages count them
     * @throws IllegalArgumentException if a rule names no class, has no finite weight, a blank keyword or a malformed
     *     expression; the message names the rule's number, from 1
     */
    public RuleMatcher(int classes, List<Rule> rules) {
        if (classes < 1) {
            throw new IllegalArgumentException("there must be at least one class");
        }
        this.classes = classes;
        this.rules = List.copyOf(rules);
        for (int rule = 0; rule < this.rules.size(); rule++) {
            try {
                add(rule, this.rules.get(rule));
            } catch (PatternSyntaxException malformed) {
                throw new IllegalArgumentException(
                        "rule " + (rule + 1) + ": the pattern is malformed: " + malformed.getDescription(), malformed);
            } catch (IllegalArgumentException bad) {
                throw new IllegalArgumentException("rule " + (rule + 1) + ": " + bad.getMessage(), bad);
            }
        }
    }

    /** The rules, in the order of the user's file. */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * The indices of the rules that match.
     *
     * @throws UnusableContent if the content is not text, or a rule's expression backtracks too much on it
     */
    public BitSet matching(Content content) throws UnusableContent {
        if (!(content instanceof Content.Text text)) {
            throw new UnusableContent("Rules can pre-label text only, and this item is not text.");
        }
        BitSet matched = new BitSet(rules.size());
        keywords.find(text.text(), matched);
        for (CompiledRegex regex : regexes) {
            if (finds(regex, text.text())) {
                matched.set(regex.rule());
            }
        }
        return matched;
    }

    private void add(int index, Rule rule) {
        if (rule.classIndex() < 0 || rule.classIndex() >= classes) {
            throw new IllegalArgumentException("there is no class with the index " + rule.classIndex());
        }
        if (!Double.isFinite(rule.weight())) {
            throw new IllegalArgumentException("the weight is not a finite number");
        }
        if (rule instanceof Rule.Keyword keyword) {
            keywords.add(index, keyword.keyword());
        } else if (rule instanceof Rule.Regex regex) {
            regexes.add(new CompiledRegex(index, Pattern.compile(regex.pattern())));
        }
    }

    private static boolean finds(CompiledRegex regex, String text) throws UnusableContent {
        MeteredText metered = new MeteredText(text, FREE_READS + READS_PER_CHARACTER * text.length());
        try {
            return regex.pattern().matcher(metered).find();
        } catch (MeteredText.Exhausted | StackOverflowError runaway) {
            throw new UnusableContent(
                    "The pattern of rule " + (regex.rule() + 1) + " backtracks too much on this text.");
        }
    }
}
