package dev.labelmill.bench.start;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Starts as a table in Markdown: the least, the middle and the most of each figure, and the middle's ratio to the floor's. */
record StartTable(String mode, String floor, Map<String, List<Start>> starts) {

    private static final double KILOBYTES = 1024;

    /** Ready to print. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("\n| ").append(mode);
        text.append(
                " | ms: least | middle | most | of floor | processor ms | of floor | peak MB | of floor | own MB |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        starts.forEach((function, all) -> text.append(row(function, all)));
        return text.toString();
    }

    private String row(String function, List<Start> all) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.2f | %.0f | %.2f | %.0f | %.2f | %.0f |%n",
                function,
                at(all, 0, Start::wallMillis),
                middle(all, Start::wallMillis),
                at(all, 1, Start::wallMillis),
                ratio(all, Start::wallMillis),
                middle(all, Start::processorMillis),
                ratio(all, Start::processorMillis),
                middle(all, Start::peakKilobytes) / KILOBYTES,
                ratio(all, Start::peakKilobytes),
                middle(all, Start::ownKilobytes) / KILOBYTES);
    }

    private double ratio(List<Start> all, ToDoubleFunction<Start> figure) {
        return middle(all, figure) / middle(starts.get(floor), figure);
    }

    private static double middle(List<Start> all, ToDoubleFunction<Start> figure) {
        return at(all, 0.5, figure);
    }

    /** @param share of the starts that are below, 0 to 1 */
    private static double at(List<Start> all, double share, ToDoubleFunction<Start> figure) {
        double[] ascending = all.stream().mapToDouble(figure).sorted().toArray();
        return ascending[(int) Math.round(share * (ascending.length - 1))];
    }
}
