package dev.labelmill.core.prelabel;

import java.util.Arrays;

/**
 * Sorts what a hash has spread evenly: numbers go where their size says that they should be, and the few that lie wrong move
 * on by insertion. Several times faster than comparing for the hundred n-grams of a short text.
 */
final class HashSort {

    /** Above it the comparing sort is taken, so that chosen words cannot make insertion slow. */
    private static final int LONGEST = 1024;

    private HashSort() {}

    /**
     * The numbers in ascending order.
     *
     * @param numbers from 0 to {@code greatest}; may be sorted in place
     */
    static int[] sorted(int[] numbers, int greatest) {
        if (numbers.length > LONGEST) {
            Arrays.sort(numbers);
            return numbers;
        }
        int bits = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(numbers.length);
        int shift = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(greatest) - bits);
        int[] ends = new int[(greatest >>> shift) + 1];
        for (int number : numbers) {
            ends[number >>> shift]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        int[] sorted = new int[numbers.length];
        for (int number : numbers) {
            sorted[--ends[number >>> shift]] = number;
        }
        insert(sorted);
        return sorted;
    }

    private static void insert(int[] numbers) {
        for (int i = 1; i < numbers.length; i++) {
            int number = numbers[i];
            int at = i;
            for (; at > 0 && numbers[at - 1] > number; at--) {
                numbers[at] = numbers[at - 1];
            }
            numbers[at] = number;
        }
    }
}
