package dev.labelmill.lambda.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Which name somebody may have meant by another one: letter case, dashes and underscores apart, the two differ by one letter, or
 * by two where the longer one has {@value #LONG} or more. A letter too much, too little or another one counts as one, and so do two
 * neighbours that have changed places (optimal string alignment).
 */
public final class Misspelling {

    private static final int LONG = 8;

    private Misspelling() {}

    /** The nearest of {@code names}, the first in their order among equals; empty if none is near. */
    public static Optional<String> near(String name, Collection<String> names) {
        return names.stream()
                .filter(other -> isNear(name, other))
                .min(Comparator.comparingInt(other -> distance(letters(name), letters(other))));
    }

    /** Whether one may have been meant by the other. */
    static boolean isNear(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        int most = Math.max(a.length(), b.length()) < LONG ? 1 : 2;
        return Math.abs(a.length() - b.length()) <= most && distance(a, b) <= most;
    }

    private static String letters(String name) {
        return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    private static int distance(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : least(slips, a, b, i, j);
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int least(int[][] slips, String a, String b, int i, int j) {
        int other = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(other, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + slips[i - 2][j - 2]) : least;
    }
}
