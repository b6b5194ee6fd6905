package dev.labelmill.core.agreement;

import java.util.Arrays;

/**
 * Ratings in memory, 8 bytes each. Units are numbered from 0, raters from 0. Where a rater rated a unit more than
 * once, the last rating counts.
 */
public final class Ratings implements RatingSource {

    private final int classes;
    /** Ratings of unit u are those from starts[u] to ends[u]. */
    private final int[] starts;

    private final int[] ends;
    private final int[] raters;
    private final int[] answers;

    private Ratings(int classes, int[] starts, int[] ends, int[] raters, int[] answers) {
        this.classes = classes;
        this.starts = starts;
        this.ends = ends;
        this.raters = raters;
        this.answers = answers;
    }

    /**
     * Ratings as a list, one rating in each place of three arrays of the same length.
     *
     * @param classes number of declared classes, at least 1
     * @param units   unit index of each rating
     * @param raters  rater index of each rating
     * @param answers class index of each rating
     * @throws IllegalArgumentException if the lengths differ or an index is out of range
     */
    public static Ratings of(int classes, int[] units, int[] raters, int[] answers) {
        if (units.length != raters.length || units.length != answers.length) {
            throw new IllegalArgumentException("units, raters and answers must have the same length");
        }
        requireRange(answers, classes, "class");
        requireRange(units, Integer.MAX_VALUE, "unit");
        requireRange(raters, Integer.MAX_VALUE, "rater");
        int[] starts = new int[count(units) + 1];
        for (int unit : units) {
            starts[unit + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] sortedRaters = new int[units.length];
        int[] sortedAnswers = new int[units.length];
        for (int i = 0; i < units.length; i++) {
            int place = next[units[i]]++;
            sortedRaters[place] = raters[i];
            sortedAnswers[place] = answers[i];
        }
        int[] ends = withoutRepeats(starts, sortedRaters, sortedAnswers, count(raters));
        return new Ratings(classes, starts, ends, sortedRaters, sortedAnswers);
    }

    /**
     * Ratings as a reliability data matrix, the form Krippendorff prints: a row for each rater, a column for each
     * unit, -1 where a rating is missing.
     *
     * @param classes number of declared classes, at least 1
     * @throws IllegalArgumentException if an index is out of range
     */
    public static Ratings ofRaters(int classes, int[]... rows) {
        int size = (int) Arrays.stream(rows)
                .flatMapToInt(Arrays::stream)
                .filter(c -> c != -1)
                .count();
        int[] units = new int[size];
        int[] raters = new int[size];
        int[] answers = new int[size];
        int next = 0;
        for (int rater = 0; rater < rows.length; rater++) {
            for (int unit = 0; unit < rows[rater].length; unit++) {
                if (rows[rater][unit] != -1) {
                    units[next] = unit;
                    raters[next] = rater;
                    answers[next++] = rows[rater][unit];
                }
            }
        }
        return of(classes, units, raters, answers);
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public void forEach(Visitor visitor) {
        int longest = 0;
        for (int unit = 0; unit < ends.length; unit++) {
            longest = Math.max(longest, ends[unit] - starts[unit]);
        }
        int[] unitRaters = new int[longest];
        int[] unitAnswers = new int[longest];
        for (int unit = 0; unit < ends.length; unit++) {
            int ratings = ends[unit] - starts[unit];
            System.arraycopy(raters, starts[unit], unitRaters, 0, ratings);
            System.arraycopy(answers, starts[unit], unitAnswers, 0, ratings);
            visitor.visit(unitRaters, unitAnswers, ratings);
        }
    }

    private static int count(int[] indices) {
        return Arrays.stream(indices).max().orElse(-1) + 1;
    }

    private static void requireRange(int[] indices, int end, String what) {
        for (int index : indices) {
            if (index < 0 || index >= end) {
                throw new IllegalArgumentException(what + " index " + index + " is not in 0.." + (end - 1));
            }
        }
    }

    /** Moves a repeated rating to the place of the first and says where each unit ends then. */
    private static int[] withoutRepeats(int[] starts, int[] raters, int[] answers, int raterCount) {
        int[] ends = new int[starts.length - 1];
        int[] place = new int[raterCount];
        Arrays.fill(place, -1);
        for (int unit = 0; unit < ends.length; unit++) {
            int end = starts[unit];
            for (int i = starts[unit]; i < starts[unit + 1]; i++) {
                int seen = place[raters[i]];
                int target = seen >= starts[unit] ? seen : end++;
                place[raters[i]] = target;
                raters[target] = raters[i];
                answers[target] = answers[i];
            }
            ends[unit] = end;
        }
        return ends;
    }
}
