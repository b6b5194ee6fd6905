package dev.labelmill.lambda.finish.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Bars as inline SVG, drawn on a grid of a thousand units. */
final class Bars {

    private static final double WIDTH = 1000;
    /** What is narrower is not seen. */
    private static final double LEAST = 4;

    private static final String TRACK = "track";

    private Bars() {}

    /** A part of a stacked bar: what it is called, how large it is, how that is said, and its colour's class. */
    record Part(String name, double size, String said, String colour) {}

    /** One bar of parts, with a legend that names each; parts of size 0 are in the legend only. */
    static void stacked(Html html, String description, List<Part> parts) {
        double total = parts.stream().mapToDouble(Part::size).sum();
        html.open("figure");
        svg(html, "bar", 24, description);
        double x = 0;
        for (Part part : parts) {
            double width = total > 0 ? part.size() / total * WIDTH : 0;
            if (width > 0) {
                rect(html, x, 0, width, 24, part.colour(), part.name() + ": " + part.said());
                x += width;
            }
        }
        html.close().open("figcaption");
        legend(html, parts);
        html.close().close();
    }

    /** Parts of {@code full} one after another on a track. */
    static void against(Html html, String description, double full, List<Part> parts) {
        svg(html, "bar stage", 16, description);
        rect(html, 0, 0, WIDTH, 16, TRACK, "");
        double x = 0;
        for (Part part : parts) {
            double width = full > 0 ? part.size() / full * WIDTH : 0;
            if (width > 0) {
                rect(html, x, 0, width, 16, part.colour(), part.name() + ": " + part.said());
                x += width;
            }
        }
        html.close();
    }

    /** From one point of time to another, as shares of the whole; a moment is seen, too. */
    static void span(Html html, String description, double from, double to) {
        svg(html, "bar small", 10, description);
        rect(html, 0, 0, WIDTH, 10, TRACK, "");
        double start = Math.min(from * WIDTH, WIDTH - LEAST);
        rect(html, start, 0, Math.max(LEAST, to * WIDTH - start), 10, "people", "");
        html.close();
    }

    /** A value and its interval on a scale, with a line at zero. */
    static void estimate(Html html, String description, double lowest, double low, double value, double high) {
        svg(html, "bar interval", 16, description);
        rect(html, 0, 7, WIDTH, 2, TRACK, "");
        rect(html, onScale(0, lowest) - 1, 2, 2, 12, TRACK, "");
        double from = onScale(low, lowest);
        rect(html, from, 4, Math.max(LEAST, onScale(high, lowest) - from), 8, "reach", "");
        rect(html, Math.min(WIDTH - LEAST, onScale(value, lowest)), 0, LEAST, 16, "mark", "");
        html.close();
    }

    private static double onScale(double value, double lowest) {
        return (Math.max(lowest, Math.min(1, value)) - lowest) / (1 - lowest) * WIDTH;
    }

    /** A square of counts, each as dark as its share of its row; the diagonal in another colour. */
    static void heat(Html html, String description, long[][] counts) {
        int n = counts.length;
        html.open("svg", "class", "heat", "viewBox", "0 0 " + n + " " + n, "role", "img", "aria-label", description);
        for (int row = 0; row < n; row++) {
            long largest = Math.max(1, LongStream.of(counts[row]).max().orElse(1));
            for (int column = 0; column < n; column++) {
                if (counts[row][column] > 0) {
                    String shade = "h" + (long) Math.ceil(5.0 * counts[row][column] / largest);
                    rect(html, column, row, 1, 1, row == column ? shade : shade + " off", "");
                }
            }
        }
        html.close();
    }

    /** What the colours mean. */
    static void legend(Html html, List<Part> parts) {
        html.open("div", "class", "legend");
        for (Part part : parts) {
            html.open("span", "class", "key").element("i", "", "class", part.colour());
            html.text(part.name() + " ").element("b", part.said()).close();
        }
        html.close();
    }

    /** A small bar of one or two parts against a full length. */
    static void small(Html html, String description, double full, double first, double second) {
        svg(html, "bar small", 10, description);
        rect(html, 0, 0, WIDTH, 10, TRACK, "");
        double end = full > 0 ? Math.min(1, first / full) * WIDTH : 0;
        double more = full > 0 ? Math.min(1 - end / WIDTH, second / full) * WIDTH : 0;
        rect(html, 0, 0, end, 10, "auto", "");
        rect(html, end, 0, more, 10, "people", "");
        html.close();
    }

    /** How far an error may reach: a bar up to the bound, a mark at the estimate. */
    static void bound(Html html, String description, double full, double estimate, double bound) {
        svg(html, "bar interval", 16, description);
        rect(html, 0, 4, WIDTH, 8, TRACK, "");
        rect(html, 0, 4, bound / full * WIDTH, 8, "reach", "");
        rect(html, Math.min(WIDTH - 4, estimate / full * WIDTH), 0, 4, 16, "mark", "");
        html.close();
    }

    private static void svg(Html html, String style, int height, String description) {
        html.open(
                "svg",
                "class",
                style,
                "viewBox",
                "0 0 1000 " + height,
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                description);
    }

    private static void rect(Html html, double x, double y, double width, double height, String colour, String title) {
        html.open(
                "rect",
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(width),
                "height",
                number(height),
                "class",
                colour);
        if (!title.isEmpty()) {
            html.element("title", title);
        }
        html.close();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
