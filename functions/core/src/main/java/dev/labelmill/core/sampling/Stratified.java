package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * A random sample that holds every value of an item's field in the proportion of the items that wait: a stratum of N_h of
 * N items gives {@code n N_h / N} of n (proportional allocation: Neyman, Journal of the Royal Statistical Society 97, 1934;
 * Cochran, Sampling Techniques, 3rd edition 1977, chapter 5). Each item is as likely as any other, so the sample stands for
 * the batch without weights, and so does the first one, which is drawn by strata too. Quotas are met in expectation: in
 * the one bin of {@link ScoreCounts} where a stratum's quota ends its items are drawn one by one.
 *
 * @param field the item's field, whose values are the strata
 */
public record Stratified(String field) implements Strategy {

    /** Its name in batch.json. */
    public static final String NAME = "stratified";

    /** @throws IllegalArgumentException if the field has no name */
    public Stratified {
        if (field.isBlank()) {
            throw new IllegalArgumentException("stratified sampling needs the name of a field");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Cells cells() {
        return Cells.FIELD;
    }

    @Override
    public Strategy first() {
        return this;
    }

    /**
     * The cell of a value: its hash modulo {@link ScoreCounts#CELLS}. Chunks cannot agree on a list of values, so two may
     * share a cell; these two together then have their proportion.
     *
     * @param value of the field, or empty for an item without it
     */
    public static int cell(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return (int) Long.remainderUnsigned(MurmurHash3.hash128x64(bytes, 0, bytes.length, 0)[0], ScoreCounts.CELLS);
    }

    @Override
    public double score(Candidate candidate, Draw draw) {
        return draw.uniform("score", candidate.item());
    }

    @Override
    public Selection select(ScoreCounts counts, double wanted) {
        double[] quotas = new double[ScoreCounts.CELLS];
        double share = counts.total() == 0 ? 0 : wanted / counts.total();
        for (int cell = 0; cell < quotas.length; cell++) {
            quotas[cell] = share * counts.total(cell);
        }
        return Selection.perCell(counts, quotas);
    }
}
