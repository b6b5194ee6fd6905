package dev.labelmill.core.weak;

import java.util.Comparator;
import java.util.OptionalInt;

/**
 * Items that the same rules match.
 *
 * @param known the items' known answer, if they have one
 * @param level how rare an item's draw is: half of all items have level 0, a quarter level 1, and so on to {@link #TOP},
 *     so that those from any level on are a random sample
 */
public record Matches(Pattern pattern, OptionalInt known, int level) implements Comparable<Matches> {

    /** The highest level. */
    public static final int TOP = 40;

    private static final Comparator<Matches> ORDER = Comparator.comparing(Matches::pattern)
            .thenComparingInt(matches -> matches.known().orElse(-1))
            .thenComparingInt(Matches::level);

    /**
     * @param draw uniform in [0, 1), the item's own
     */
    public static Matches of(Pattern pattern, OptionalInt known, double draw) {
        return new Matches(pattern, known, Math.min(TOP, -Math.getExponent(Math.max(draw, Double.MIN_NORMAL)) - 1));
    }

    /** Reads what {@link #toString} has written. */
    public static Matches parse(String text) {
        String[] parts = text.split("\t", -1);
        int known = Integer.parseInt(parts[0]);
        return new Matches(
                Pattern.parse(parts[2]),
                known < 0 ? OptionalInt.empty() : OptionalInt.of(known),
                Integer.parseInt(parts[1]));
    }

    @Override
    public int compareTo(Matches other) {
        return ORDER.compare(this, other);
    }

    /** Known answer or -1, level and pattern, between tabs. */
    @Override
    public String toString() {
        return known.orElse(-1) + "\t" + level + "\t" + pattern;
    }
}
