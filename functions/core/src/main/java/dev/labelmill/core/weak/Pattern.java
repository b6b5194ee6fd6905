package dev.labelmill.core.weak;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rules match an item; the others abstain.
 *
 * @param rules indices of the rules, ascending, each once
 */
public record Pattern(List<Integer> rules) implements Comparable<Pattern> {

    /** Every rule abstains. */
    public static final Pattern NONE = new Pattern(List.of());

    /** @throws IllegalArgumentException if the rules are not in ascending order */
    public Pattern {
        rules = List.copyOf(rules);
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i) < 0 || i > 0 && rules.get(i) <= rules.get(i - 1)) {
                throw new IllegalArgumentException("a pattern's rules must ascend: " + rules);
            }
        }
    }

    /** The pattern in which these rules match. */
    public static Pattern of(BitSet matching) {
        return matching.isEmpty() ? NONE : new Pattern(matching.stream().boxed().toList());
    }

    /** Reads what {@link #toString} has written. */
    public static Pattern parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        List<Integer> rules = new ArrayList<>();
        for (String rule : text.split(" ")) {
            rules.add(Integer.valueOf(rule));
        }
        return new Pattern(rules);
    }

    /** Whether no rule matches. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** By the first rule that differs; of two that begin alike the shorter first. */
    @Override
    public int compareTo(Pattern other) {
        for (int i = 0; i < Math.min(rules.size(), other.rules.size()); i++) {
            int order = Integer.compare(rules.get(i), other.rules.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(rules.size(), other.rules.size());
    }

    /** The rules' indices, between spaces. */
    @Override
    public String toString() {
        return rules.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
