package dev.labelmill.local.cli;

import dev.labelmill.core.results.Dollars;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/** The summary for people. */
final class SummaryTable {

    /** Columns of a line of terms. */
    private static final int WIDTH = 100;

    private final Summary summary;

    SummaryTable(Summary summary) {
        this.summary = summary;
    }

    void print(PrintWriter out) {
        Report report = summary.report();
        out.println();
        row(out, "items", count(report.items()) + rejected(report));
        summary.rejected()
                .ifPresent(lines -> row(out, "rejected lines", lines.folder() + "; the first: " + lines.first()));
        row(out, "auto-accepted", share(report.autoAccepted(), report.items()));
        row(out, "human-labelled", share(report.humanLabelled(), report.items()));
        if (report.gold() > 0) {
            row(out, "known answers", share(report.gold(), report.items()));
        }
        if (report.unlabelled() > 0) {
            row(out, "without label", share(report.unlabelled(), report.items()));
        }
        if (summary.strayGold() > 0) {
            row(out, "stray gold", count(summary.strayGold()) + " ids of gold.jsonl are those of no item");
        }
        row(out, "labels", count(report.labels()) + overlap(report));
        report.alpha().ifPresent(alpha -> row(out, "agreement", decimal(alpha) + " (Krippendorff's alpha)"));
        certificate(out, report);
        summary.accuracy().ifPresent(accuracy -> truth(out, accuracy, report));
        row(out, "cost", cost(report));
        million(out, summary.platform());
        sum(out, "an hour", PlatformCost.text(summary.platform().hourly(), "%.4f"));
        row(out, "time", format("%.1f s, %.1f items/s", summary.seconds(), summary.itemsPerSecond()));
        row(out, "results", summary.results().resolve(Accuracy.FILE).toString());
        row(out, "report", summary.results().resolve("report.html").toString());
        out.flush();
    }

    private static void million(PrintWriter out, PlatformCost platform) {
        if (platform.human().isEmpty()) {
            row(
                    out,
                    "a million more",
                    "not told by so few items and labels: labelmill estimate --items 1000000 … tells it");
            return;
        }
        sum(out, "a million more", "human-labelled " + PlatformCost.text(platform.human(), "%.2f"));
        sum(out, "", "auto-accepted " + PlatformCost.text(platform.auto(), "%.2f"));
    }

    private static void certificate(PrintWriter out, Report report) {
        OptionalDouble bound = report.errorBound();
        if (bound.isEmpty()) {
            row(out, "certified error", report.verdict());
            return;
        }
        String confidence = format("%.0f %%", 100 * report.confidence().orElseThrow());
        row(out, "certified error", "at most " + atMost(bound.getAsDouble()) + " with " + confidence + " confidence");
    }

    private static void truth(PrintWriter out, Accuracy accuracy, Report report) {
        accuracy.all()
                .ifPresent(all -> row(
                        out,
                        "true error",
                        percent(1 - all) + " of " + count(accuracy.items())
                                + " items" + leftOut(report)
                                + part(", auto-accepted ", accuracy.auto()) + part(", human ", accuracy.human())));
    }

    /** Which items the truth is not compared of, as far as there are such. */
    private static String leftOut(Report report) {
        if (report.gold() == 0 && report.audited() == 0) {
            return "";
        }
        String gold = report.gold() > 0 ? "gold" : "";
        String audited = report.audited() > 0 ? "audited" : "";
        String both = gold.isEmpty() || audited.isEmpty() ? "" : " and ";
        return ", " + gold + both + audited + " ones not counted";
    }

    private static String part(String name, OptionalDouble accuracy) {
        return accuracy.isPresent() ? name + percent(1 - accuracy.getAsDouble()) : "";
    }

    private static String cost(Report report) {
        return format(
                "%s (labour %s, quality control %s, platform %s), %s an item",
                dollars("%.2f", report.cost("total")),
                dollars("%.2f", report.cost("labour")),
                dollars("%.2f", report.cost("qualityControl")),
                dollars("%.4f", report.cost("platform")),
                dollars("%.4f", report.cost("perItem")));
    }

    private static String dollars(String pattern, double amount) {
        return Dollars.text(format(pattern, amount));
    }

    private static String rejected(Report report) {
        return report.rejected() == 0 ? "" : ", " + count(report.rejected()) + " rejected";
    }

    private static String overlap(Report report) {
        OptionalDouble overlap = report.labelsPerHumanItem();
        return overlap.isPresent()
                ? others(report) + format("; %.2f a human-labelled item", overlap.getAsDouble())
                : "";
    }

    /** What labels were bought for beside the items that people decide. */
    private static String others(Report report) {
        boolean audited = report.errorBound().isPresent();
        if (report.gold() == 0) {
            return audited ? ", in audits too" : "";
        }
        return audited ? ", on gold and in audits too" : ", on gold too";
    }

    private static String share(long part, long whole) {
        return whole == 0 ? count(part) : count(part) + " (" + percent((double) part / whole) + ")";
    }

    /** A sum whose terms go on beneath its equals sign where a line would be too long. */
    private static void sum(PrintWriter out, String name, String value) {
        String[] terms = value.strip().split(" (?=\\+ )");
        StringBuilder line = new StringBuilder(format("  %-16s %s", name, terms[0]));
        String indent = " ".repeat(line.indexOf("="));
        for (int i = 1; i < terms.length; i++) {
            if (line.length() + 1 + terms[i].length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(indent).append(terms[i]);
            } else {
                line.append(' ').append(terms[i]);
            }
        }
        out.println(line);
    }

    private static void row(PrintWriter out, String name, String value) {
        out.println(format("  %-16s %s", name, value));
    }

    private static String count(long number) {
        return format("%,d", number);
    }

    private static String decimal(double number) {
        return format("%.4f", number);
    }

    private static String percent(double share) {
        return format("%.2f %%", 100 * share);
    }

    /**
     * A bound as report.html says it: rounded up, because a smaller number would promise more than was shown, to a tenth of a
     * percent, below one percent to a hundredth.
     */
    private static String atMost(double bound) {
        int decimals = bound < 0.01 ? 2 : 1;
        BigDecimal percent = BigDecimal.valueOf(bound).movePointRight(2).setScale(decimals, RoundingMode.CEILING);
        return percent.signum() == 0 ? "0 %" : percent.stripTrailingZeros().toPlainString() + " %";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
