package dev.labelmill.core.agreement;

/** One unit's votes counted by class; loaded anew for each unit. */
final class UnitVotes {

    private final int[] votes;
    private final int[] distinct;
    private int distinctCount;
    private int ratings;

    UnitVotes(int classes) {
        this.votes = new int[classes];
        this.distinct = new int[classes];
    }

    /** Counts a unit and forgets the one before. */
    void load(int[] answers, int count) {
        for (int i = 0; i < distinctCount; i++) {
            votes[distinct[i]] = 0;
        }
        distinctCount = 0;
        ratings = count;
        for (int i = 0; i < count; i++) {
            int answer = answers[i];
            if (answer < 0 || answer >= votes.length) {
                throw new IllegalArgumentException("class index " + answer + " is none of " + votes.length);
            }
            if (votes[answer]++ == 0) {
                distinct[distinctCount++] = answer;
            }
        }
    }

    /** The unit's ratings, m. */
    int ratings() {
        return ratings;
    }

    boolean hasPair() {
        return ratings > 1;
    }

    /** How many classes have a vote. */
    int distinct() {
        return distinctCount;
    }

    /** The i-th class that has a vote, in order of first votes. */
    int classAt(int i) {
        return distinct[i];
    }

    /** The votes of the i-th class that has one. */
    int votesAt(int i) {
        return votes[distinct[i]];
    }

    /** Differences summed over ordered pairs of ratings. */
    double difference(double[][] differences) {
        double sum = 0;
        for (int i = 1; i < distinctCount; i++) {
            double[] row = differences[distinct[i]];
            double others = 0;
            for (int j = 0; j < i; j++) {
                others += votes[distinct[j]] * row[distinct[j]];
            }
            sum += votes[distinct[i]] * others;
        }
        return 2 * sum;
    }

    /** The mean difference of two of the unit's ratings. */
    double meanDifference(double[][] differences) {
        return difference(differences) / ((double) ratings * (ratings - 1));
    }

    /** A number of each class, summed over the ratings. */
    double sum(double[] byClass) {
        double sum = 0;
        for (int i = 0; i < distinctCount; i++) {
            sum += votes[distinct[i]] * byClass[distinct[i]];
        }
        return sum;
    }
}
