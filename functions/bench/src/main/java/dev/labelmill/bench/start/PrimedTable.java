package dev.labelmill.bench.start;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Pairs of starts as a table for people, times the middle of each side's, ratios the middle of the pairs' own: so that what
 * else the machine did in a pair is on both sides of its ratio.
 *
 * @param pairs by function
 */
record PrimedTable(String mode, Map<String, List<Pair>> pairs) {

    /** Ready to print. */
    String text() {
        StringBuilder text = new StringBuilder("\n| " + mode
                + " | pairs | first answer, ms: plain | primed | ratio | processor ms: plain | primed | ratio"
                + " | initialisation, ms: plain | primed | ratio | processor ms: plain | primed | ratio"
                + " | both, processor ms: plain | primed | ratio |\n|---|"
                + "---:|".repeat(16) + "\n");
        pairs.forEach((function, all) -> text.append("| ")
                .append(function)
                .append(" | ")
                .append(all.size())
                .append(" |")
                .append(columns(all, side -> side.first().wallMillis()))
                .append(columns(all, side -> side.first().processorMillis()))
                .append(columns(all, side -> side.initialisation().wallMillis()))
                .append(columns(all, side -> side.initialisation().processorMillis()))
                .append(columns(
                        all,
                        side -> side.initialisation().processorMillis()
                                + side.first().processorMillis()))
                .append('\n'));
        return text.toString();
    }

    private static String columns(List<Pair> pairs, ToDoubleFunction<Pair.Side> figure) {
        return String.format(
                Locale.ROOT,
                " %.0f | %.0f | %.2f |",
                middle(pairs, pair -> figure.applyAsDouble(pair.plain())),
                middle(pairs, pair -> figure.applyAsDouble(pair.primed())),
                middle(pairs, pair -> figure.applyAsDouble(pair.primed()) / figure.applyAsDouble(pair.plain())));
    }

    private static double middle(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        double[] ascending = pairs.stream().mapToDouble(figure).sorted().toArray();
        return ascending[ascending.length / 2];
    }
}
