package dev.labelmill.bench.start;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Starts as a table in Markdown: the least, the middle and the most of each figure, and the middle's ratio to that of each floor;
 * below it who keeps to the targets.
 *
 * @param starts by function, the floors' among them
 */
record StartTable(String mode, Map<String, List<Start>> starts) {

    private static final double KILOBYTES = 1024;

    /** The targets. */
    private static final double MOST_OF_START = 1.25;

    private static final double MOST_OF_MEMORY = 1.3;

    /** Ready to print. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("\n| ")
                .append(mode)
                .append(" | ms: least | middle | most | processor ms |")
                .append(ofFloors());
        text.append(" peak MB |").append(ofFloors()).append(" own MB |\n");
        text.append("|---|")
                .append("---:|".repeat(7 + 2 * Floor.values().length))
                .append('\n');
        starts.forEach((function, all) -> text.append(row(function, all)));
        text.append('\n');
        for (Floor floor : Floor.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "Of %s: start %s; memory %s.%n",
                    floor.function(),
                    within(floor, MOST_OF_START, Start::processorMillis),
                    within(floor, MOST_OF_MEMORY, Start::peakKilobytes)));
        }
        return text.toString();
    }

    /** How many functions keep to a target, and which do not. */
    private String within(Floor floor, double target, ToDoubleFunction<Start> figure) {
        double least = middle(starts.get(floor.function()), figure);
        List<String> functions = starts.keySet().stream()
                .filter(function -> Floor.named(function).isEmpty())
                .toList();
        List<String> beyond = functions.stream()
                .filter(function -> middle(starts.get(function), figure) / least > target)
                .toList();
        return String.format(
                Locale.ROOT,
                "within %.2f %d of %d functions%s",
                target,
                functions.size() - beyond.size(),
                functions.size(),
                beyond.isEmpty() ? "" : ", not " + String.join(", ", beyond));
    }

    private static String ofFloors() {
        StringBuilder columns = new StringBuilder();
        for (Floor floor : Floor.values()) {
            columns.append(" of ").append(floor.function()).append(" |");
        }
        return columns.toString();
    }

    private String row(String function, List<Start> all) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f |%s %.0f |%s %.0f |%n",
                function,
                at(all, 0, Start::wallMillis),
                middle(all, Start::wallMillis),
                at(all, 1, Start::wallMillis),
                middle(all, Start::processorMillis),
                ratios(all, Start::processorMillis),
                middle(all, Start::peakKilobytes) / KILOBYTES,
                ratios(all, Start::peakKilobytes),
                middle(all, Start::ownKilobytes) / KILOBYTES);
    }

    private String ratios(List<Start> all, ToDoubleFunction<Start> figure) {
        StringBuilder columns = new StringBuilder();
        for (Floor floor : Floor.values()) {
            double ratio = middle(all, figure) / middle(starts.get(floor.function()), figure);
            columns.append(String.format(Locale.ROOT, " %.2f |", ratio));
        }
        return columns.toString();
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
