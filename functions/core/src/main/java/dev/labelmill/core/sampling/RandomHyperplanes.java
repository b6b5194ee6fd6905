package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;

/**
 * Cells by the sides of random hyperplanes on which an item lies: two items share a side with probability 1 − angle/π
 * (Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002). The planes' normals are signs drawn
 * by hash (Achlioptas, PODS 2001), so nothing is stored, and vectors may have as many features as hashed text has.
 *
 * @param planes number of hyperplanes, from 1 to 6: there are 2 to the power of it cells
 * @param draw   draws the normals
 */
public record RandomHyperplanes(int planes, Draw draw) {

    /** Sixteen cells: enough that no few of them hold most items, and each still holds many. */
    private static final int PLANES = 4;

    private static final int MOST = Integer.numberOfTrailingZeros(ScoreCounts.CELLS);

    /** @throws IllegalArgumentException if the number of planes is out of range */
    public RandomHyperplanes {
        if (planes < 1 || planes > MOST) {
            throw new IllegalArgumentException("there are from 1 to " + MOST + " planes, not " + planes);
        }
    }

    /** Those that a batch's items are put into cells by. */
    public static RandomHyperplanes of(Draw draw) {
        return new RandomHyperplanes(PLANES, draw);
    }

    /** Number of cells. */
    public int cells() {
        return 1 << planes;
    }

    /** The item's cell, from 0. */
    public int cell(FeatureVector features) {
        double[] sides = new double[planes];
        for (int i = 0; i < features.size(); i++) {
            long signs = draw.bits("plane", Integer.toString(features.indices()[i]));
            for (int plane = 0; plane < planes; plane++) {
                sides[plane] += (signs >>> plane & 1) == 0 ? features.values()[i] : -features.values()[i];
            }
        }
        int cell = 0;
        for (int plane = 0; plane < planes; plane++) {
            cell |= sides[plane] > 0 ? 1 << plane : 0;
        }
        return cell;
    }
}
