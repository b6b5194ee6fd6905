package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * A random sample that holds every value of an item's field in the batch's own proportion (Neyman, Journal of the Royal
 * Statistical Society 97, 1934: proportional allocation).
 *
 * @param field the item's field, whose values are the strata
 */
public record Stratified(String field) implements Strategy {

    /** @throws IllegalArgumentException if the field has no name */
    public Stratified {
        if (field.isBlank()) {
            throw new IllegalArgumentException("stratified sampling needs the name of a field");
        }
    }

    @Override
    public String name() {
        return "stratified";
    }

    @Override
    public Cells cells() {
        return Cells.FIELD;
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
