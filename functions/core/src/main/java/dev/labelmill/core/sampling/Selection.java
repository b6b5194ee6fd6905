package dev.labelmill.core.sampling;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which items are chosen: in each cell all above a bin of {@link ScoreCounts}, and of those in it a share, by a hash draw
 * for each item. So chunks that know nothing of each other choose, together, the number that was wanted, in expectation;
 * it varies only by the draw in one bin a cell.
 *
 * @param cuts one for each cell
 */
public record Selection(List<Cut> cuts) {

    /** Chooses nothing. */
    public static final Selection NOTHING =
            new Selection(Collections.nCopies(ScoreCounts.CELLS, new Cut(ScoreCounts.BINS, 0)));

    /** Copies the list. */
    public Selection {
        if (cuts.size() != ScoreCounts.CELLS) {
            throw new IllegalArgumentException("a selection has a cut for each of " + ScoreCounts.CELLS + " cells");
        }
        cuts = List.copyOf(cuts);
    }

    /**
     * Where a cell is cut.
     *
     * @param bin   items in higher bins are chosen; {@link ScoreCounts#BINS} for none at all
     * @param share of the items in the bin itself that are chosen, from 0 to 1
     */
    public record Cut(int bin, double share) {

        /** @throws IllegalArgumentException if the bin or the share is out of range */
        public Cut {
            if (bin < 0 || bin > ScoreCounts.BINS || !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("no cut: bin " + bin + ", share " + share);
            }
        }
    }

    /**
     * The highest scores, whatever their cells.
     *
     * @param wanted number of items, in expectation
     */
    static Selection highest(ScoreCounts counts, double wanted) {
        long[] bins = new long[ScoreCounts.BINS];
        for (int cell = 0; cell < ScoreCounts.CELLS; cell++) {
            for (int bin = 0; bin < bins.length; bin++) {
                bins[bin] += counts.count(cell, bin);
            }
        }
        return new Selection(Collections.nCopies(ScoreCounts.CELLS, cut(bins, wanted)));
    }

    /**
     * The highest scores of each cell.
     *
     * @param quotas number of items of each cell, in expectation
     */
    static Selection perCell(ScoreCounts counts, double[] quotas) {
        Cut[] cuts = new Cut[ScoreCounts.CELLS];
        for (int cell = 0; cell < cuts.length; cell++) {
            long[] bins = new long[ScoreCounts.BINS];
            for (int bin = 0; bin < bins.length; bin++) {
                bins[bin] = counts.count(cell, bin);
            }
            cuts[cell] = cut(bins, quotas[cell]);
        }
        return new Selection(Arrays.asList(cuts));
    }

    /**
     * Whether an item is chosen.
     *
     * @param cell  its cell
     * @param score its score, from 0 to 1
     * @param draw  a hash draw of its own, from 0 to below 1, that is not its score
     */
    public boolean chooses(int cell, double score, double draw) {
        Cut cut = cuts.get(cell);
        int bin = ScoreCounts.bin(score);
        return bin > cut.bin() || bin == cut.bin() && draw < cut.share();
    }

    /** How many items of a cell are chosen, in expectation. */
    public double expected(ScoreCounts counts, int cell) {
        Cut cut = cuts.get(cell);
        double expected = 0;
        for (int bin = cut.bin(); bin < ScoreCounts.BINS; bin++) {
            expected += counts.count(cell, bin) * (bin == cut.bin() ? cut.share() : 1);
        }
        return expected;
    }

    /** How many items are chosen, in expectation. */
    public double expected(ScoreCounts counts) {
        double expected = 0;
        for (int cell = 0; cell < ScoreCounts.CELLS; cell++) {
            expected += expected(counts, cell);
        }
        return expected;
    }

    private static Cut cut(long[] bins, double wanted) {
        double left = wanted;
        for (int bin = bins.length - 1; bin >= 0; bin--) {
            if (bins[bin] > 0 && left <= bins[bin]) {
                return new Cut(bin, Math.max(0, left) / bins[bin]);
            }
            left -= bins[bin];
        }
        return new Cut(0, 1);
    }
}
