package dev.labelmill.core.agreement;

import java.util.List;
import java.util.OptionalDouble;

/** The coefficients by their definitions, pair of votes by pair of votes: slow, and independent of any counter. */
record PairwiseAgreement(List<List<Integer>> allUnits) {

    OptionalDouble alphaNominal() {
        List<Integer> votes = units().stream().flatMap(List::stream).toList();
        int all = votes.size();
        if (all == 0 || votes.stream().distinct().count() == 1) {
            return OptionalDouble.empty();
        }
        double observed = units().stream()
                        .mapToDouble(unit -> disagreeingPairs(unit) / (unit.size() - 1.0))
                        .sum()
                / all;
        double expected = disagreeingPairs(votes) / ((double) all * (all - 1));
        return OptionalDouble.of(1 - observed / expected);
    }

    OptionalDouble observed() {
        return units().stream()
                .mapToDouble(unit -> 1 - disagreeingPairs(unit) / (unit.size() * (unit.size() - 1.0)))
                .average();
    }

    private List<List<Integer>> units() {
        return allUnits.stream().filter(unit -> unit.size() > 1).toList();
    }

    private static double disagreeingPairs(List<Integer> votes) {
        double pairs = 0;
        for (int one : votes) {
            for (int other : votes) {
                pairs += one == other ? 0 : 1;
            }
        }
        return pairs;
    }
}
