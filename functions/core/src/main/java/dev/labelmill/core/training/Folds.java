package dev.labelmill.core.training;

import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Examples dealt into folds in the order of their hash draws, so that sizes differ by one at most.
 *
 * @param folds each of at least one example
 */
record Folds(List<List<Example>> folds) {

    private record Drawn(double rank, Example example) {}

    static Folds of(List<Example> examples, int count, Draw draw) {
        List<Drawn> drawn = new ArrayList<>();
        for (Example example : examples) {
            drawn.add(new Drawn(draw.uniform("fold", example.id()), example));
        }
        drawn.sort(Comparator.comparingDouble(Drawn::rank)
                .thenComparing(d -> d.example().id()));
        List<List<Example>> folds = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            folds.add(new ArrayList<>());
        }
        for (int i = 0; i < drawn.size(); i++) {
            folds.get(i % count).add(drawn.get(i).example());
        }
        return new Folds(folds);
    }

    /** The examples, fold by fold, with their predictions in the same order. */
    List<HeldOutExample> withPredictions(List<List<double[]>> predictions) {
        List<HeldOutExample> heldOut = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            for (int n = 0; n < folds.get(fold).size(); n++) {
                heldOut.add(new HeldOutExample(
                        folds.get(fold).get(n), predictions.get(fold).get(n)));
            }
        }
        return heldOut;
    }
}
