package dev.labelmill.core.agreement;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The coefficients by their definitions, pair of votes by pair of votes: slow, and independent of any counter. */
record PairwiseAgreement(List<List<Integer>> allUnits, int classes) {

    OptionalDouble alphaNominal() {
        return alpha((one, other) -> one == other ? 0 : 1);
    }

    OptionalDouble alphaInterval() {
        return alpha((one, other) -> (one - other) * (one - other));
    }

    /** Krippendorff 2011: (Σ_{g=c..k} n_g - (n_c + n_k) / 2)². */
    OptionalDouble alphaOrdinal() {
        List<Integer> votes = pairedVotes();
        int[] counts = IntStream.range(0, classes)
                .map(c -> (int) votes.stream().filter(vote -> vote == c).count())
                .toArray();
        return alpha((one, other) -> {
            double between = IntStream.rangeClosed(Math.min(one, other), Math.max(one, other))
                    .map(c -> counts[c])
                    .sum();
            double root = between - (counts[one] + counts[other]) / 2.0;
            return one == other ? 0 : root * root;
        });
    }

    OptionalDouble alpha(ClassDistance distance) {
        List<Integer> votes = pairedVotes();
        int all = votes.size();
        double expected = differences(votes, distance) / ((double) all * (all - 1));
        if (all == 0 || expected == 0) {
            return OptionalDouble.empty();
        }
        double observed = units(2).stream()
                        .mapToDouble(unit -> differences(unit, distance) / (unit.size() - 1.0))
                        .sum()
                / all;
        return OptionalDouble.of(1 - observed / expected);
    }

    OptionalDouble observed() {
        return observed(Weights.IDENTITY);
    }

    OptionalDouble fleissKappa(Weights weights) {
        double chance = 0;
        for (int c = 0; c < classes; c++) {
            for (int k = 0; k < classes; k++) {
                chance += weight(weights, c, k) * share(c) * share(k);
            }
        }
        return beyond(observed(weights), chance);
    }

    OptionalDouble gwet(Weights weights) {
        double sum = 0;
        double chance = 0;
        for (int c = 0; c < classes; c++) {
            chance += share(c) * (1 - share(c));
            for (int k = 0; k < classes; k++) {
                sum += weight(weights, c, k);
            }
        }
        return beyond(observed(weights), sum * chance / (classes * (classes - 1)));
    }

    private static OptionalDouble beyond(OptionalDouble observed, double chance) {
        return observed.isEmpty() || chance > 1 - 1e-12
                ? OptionalDouble.empty()
                : OptionalDouble.of((observed.getAsDouble() - chance) / (1 - chance));
    }

    private OptionalDouble observed(Weights weights) {
        return units(2).stream()
                .mapToDouble(unit -> 1
                        - differences(unit, (one, other) -> 1 - weight(weights, one, other))
                                / (unit.size() * (unit.size() - 1.0)))
                .average();
    }

    /** Gwet 2014, ch. 3, as printed there. */
    private double weight(Weights weights, int one, int other) {
        double gap = Math.abs(one - other);
        double most = classes - 1;
        return switch (weights) {
            case IDENTITY -> one == other ? 1 : 0;
            case LINEAR -> 1 - gap / most;
            case QUADRATIC -> 1 - (gap / most) * (gap / most);
            case ORDINAL -> 1 - (gap + 1) * gap / 2 / (classes * most / 2);
        };
    }

    private double share(int c) {
        return units(1).stream()
                .mapToDouble(unit -> unit.stream().filter(vote -> vote == c).count() / (double) unit.size())
                .average()
                .orElse(0);
    }

    private List<List<Integer>> units(int fewest) {
        return allUnits.stream().filter(unit -> unit.size() >= fewest).toList();
    }

    private List<Integer> pairedVotes() {
        return units(2).stream().flatMap(List::stream).toList();
    }

    private static double differences(List<Integer> votes, ClassDistance distance) {
        double sum = 0;
        for (int one : votes) {
            for (int other : votes) {
                sum += distance.between(one, other);
            }
        }
        return sum;
    }
}
