package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.calibration.Reliability;
import java.util.Locale;

/** A reliability diagram as inline SVG: how often predictions are right over their confidence, beside the diagonal. */
final class ReliabilityPlot {

    private static final int SIZE = 100;

    /** Area of a point that stands for all predictions. */
    private static final double WHOLE = 60;

    private static final double LEAST_RADIUS = 1.2;

    private ReliabilityPlot() {}

    /**
     * Draws one.
     *
     * @param caption what it is of
     */
    static void write(Html html, String caption, Reliability reliability) {
        String error = Words.percent(reliability.expectedError());
        long all = reliability.bins().stream()
                .mapToLong(Reliability.Bin::predictions)
                .sum();
        html.open("figure")
                .open(
                        "svg",
                        "class",
                        "plot",
                        "viewBox",
                        "-8 -8 116 116",
                        "role",
                        "img",
                        "aria-label",
                        caption + ": on average " + error + " from the diagonal");
        html.empty("rect", "x", "0", "y", "0", "width", "" + SIZE, "height", "" + SIZE, "class", "track");
        html.empty("line", "x1", "0", "y1", "" + SIZE, "x2", "" + SIZE, "y2", "0");
        for (Reliability.Bin bin : reliability.bins()) {
            double radius = Math.max(LEAST_RADIUS, Math.sqrt(WHOLE * bin.predictions() / all));
            html.open(
                            "circle",
                            "cx",
                            number(bin.confidence() * SIZE),
                            "cy",
                            number(SIZE - bin.accuracy() * SIZE),
                            "r",
                            number(radius))
                    .element(
                            "title",
                            Words.counted(bin.predictions(), "item", "items") + ": confidence "
                                    + Words.percent(bin.confidence()) + ", right " + Words.percent(bin.accuracy()))
                    .close();
        }
        html.close()
                .element("figcaption", caption + ": " + Words.unbroken(error + " off"))
                .close();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
