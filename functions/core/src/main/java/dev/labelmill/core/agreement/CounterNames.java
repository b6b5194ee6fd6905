package dev.labelmill.core.agreement;

/** The counters' names; the usual ones are made once, since a tally needs some dozen for each label that comes. */
final class CounterNames {

    static final String UNITS = "units.";
    static final String AGREE = "agree.";
    static final String VOTES = "votes.";
    static final String GAPS = "gaps.";
    static final String SQUARES = "squares.";
    static final String PAIRS = "pairs.";

    private static final int OVERLAPS = 32;
    private static final int CLASSES = 64;

    private static final String[] UNITS_OF = byOverlap(UNITS);
    private static final String[] AGREE_OF = byOverlap(AGREE);
    private static final String[] GAPS_OF = byOverlap(GAPS);
    private static final String[] SQUARES_OF = byOverlap(SQUARES);
    /** Filled when first asked for, in whatever thread: each would put the same. */
    private static final String[] VOTES_OF = new String[OVERLAPS * CLASSES];

    private static final String[] PAIRS_OF = new String[CLASSES * CLASSES];

    private CounterNames() {}

    static String units(int overlap) {
        return overlap < OVERLAPS ? UNITS_OF[overlap] : UNITS + overlap;
    }

    static String agree(int overlap) {
        return overlap < OVERLAPS ? AGREE_OF[overlap] : AGREE + overlap;
    }

    static String gaps(int overlap) {
        return overlap < OVERLAPS ? GAPS_OF[overlap] : GAPS + overlap;
    }

    static String squares(int overlap) {
        return overlap < OVERLAPS ? SQUARES_OF[overlap] : SQUARES + overlap;
    }

    static String votes(int overlap, int classIndex) {
        return overlap < OVERLAPS && classIndex < CLASSES
                ? cached(VOTES_OF, VOTES, overlap, classIndex)
                : VOTES + overlap + "." + classIndex;
    }

    /** Weighted pairs of any overlap. */
    static String pairs(int low, int high) {
        return high < CLASSES ? cached(PAIRS_OF, PAIRS, low, high) : PAIRS + low + "." + high;
    }

    /** Pairs of one overlap. */
    static String pairs(int overlap, int low, int high) {
        return PAIRS + overlap + "." + low + "." + high;
    }

    /** Whether a counter is about agreement. */
    static boolean isOwn(String name) {
        return name.startsWith(UNITS)
                || name.startsWith(AGREE)
                || name.startsWith(VOTES)
                || name.startsWith(GAPS)
                || name.startsWith(SQUARES)
                || name.startsWith(PAIRS);
    }

    private static String[] byOverlap(String prefix) {
        String[] names = new String[OVERLAPS];
        for (int overlap = 0; overlap < OVERLAPS; overlap++) {
            names[overlap] = prefix + overlap;
        }
        return names;
    }

    private static String cached(String[] names, String prefix, int first, int second) {
        int place = first * CLASSES + second;
        String name = names[place];
        if (name == null) {
            name = prefix + first + "." + second;
            names[place] = name;
        }
        return name;
    }
}
