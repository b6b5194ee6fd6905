package dev.labelmill.core.weak;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is counted of one rule, by the definitions of Snorkel's {@code LFAnalysis} (Ratner et al. 2017). All fractions are
 * of all items.
 *
 * @param items      all items of the batch
 * @param matched    items that the rule matches: its coverage
 * @param overlapped those of them that another rule matches too
 * @param conflicted those of them that a rule for another class matches
 * @param known      those of them with a known answer
 * @param right      those of the known ones whose answer is the rule's class
 */
public record RuleCounts(long items, long matched, long overlapped, long conflicted, long known, long right) {

    /** Fraction of the items that the rule labels; 0 without items. */
    public double coverage() {
        return share(matched);
    }

    /** Fraction of the items that it and at least one other rule label. */
    public double overlaps() {
        return share(overlapped);
    }

    /** Fraction of the items that it labels and at least one other rule labels otherwise. */
    public double conflicts() {
        return share(conflicted);
    }

    private double share(long part) {
        return items == 0 ? 0 : (double) part / items;
    }

    /**
     * Counts for each rule.
     *
     * @param classes each rule's class
     */
    public static List<RuleCounts> of(MatchSource source, List<Integer> classes) {
        Tally tally = new Tally(classes);
        source.forEach(tally::add);
        return tally.counts();
    }

    private static final class Tally {
        private final List<Integer> classes;
        private final long[] matched;
        private final long[] overlapped;
        private final long[] conflicted;
        private final long[] known;
        private final long[] right;
        private long items;

        Tally(List<Integer> classes) {
            this.classes = classes;
            int rules = classes.size();
            matched = new long[rules];
            overlapped = new long[rules];
            conflicted = new long[rules];
            known = new long[rules];
            right = new long[rules];
        }

        void add(Matches matches, long number) {
            items += number;
            List<Integer> rules = matches.pattern().rules();
            boolean agree = rules.stream().map(classes::get).distinct().count() <= 1;
            for (int rule : rules) {
                matched[rule] += number;
                overlapped[rule] += rules.size() > 1 ? number : 0;
                conflicted[rule] += agree ? 0 : number;
                if (matches.known().isPresent()) {
                    known[rule] += number;
                    right[rule] += matches.known().getAsInt() == classes.get(rule) ? number : 0;
                }
            }
        }

        List<RuleCounts> counts() {
            return IntStream.range(0, classes.size())
                    .mapToObj(rule -> new RuleCounts(
                            items, matched[rule], overlapped[rule], conflicted[rule], known[rule], right[rule]))
                    .toList();
        }
    }
}
