package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.lambda.json.CoefficientForm;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** What all scores have in common where people or programs read them. */
final class ScoreFormat {

    /** Annotators shown to people; all of them are in the summary. */
    static final int ANNOTATORS_SHOWN = 10;

    private static final int LONGEST_NAME = 30;

    private ScoreFormat() {}

    static void addCoefficients(ObjectNode json, Map<String, Coefficient> agreement) {
        agreement.forEach((name, coefficient) -> json.set(name, CoefficientForm.write(coefficient)));
    }

    static void printCoefficients(PrintWriter out, Map<String, Coefficient> agreement) {
        out.println();
        out.println(format("  %-14s %9s %16s", "agreement", "value", "95 % interval"));
        agreement.forEach((name, coefficient) -> out.println("  " + coefficient(name, coefficient)));
    }

    private static String coefficient(String name, Coefficient coefficient) {
        if (coefficient instanceof Coefficient.Estimate estimate) {
            return format("%-14s %9s %16s", name, decimal(estimate.value()), interval(estimate.low(), estimate.high()));
        }
        return format(
                "%-14s %9s  %s",
                name, "-", ((Coefficient.Undefined) coefficient).reason().sentence());
    }

    /** Prints how many there are, with the words for one or for several; nothing if there are none. */
    static void printCount(PrintWriter out, long count, String one, String several) {
        if (count > 0) {
            out.println(counted(count, one, several));
        }
    }

    /** How much was read, as a table of scores begins. */
    static String size(long labels, long tasks, long annotators) {
        return counted(labels, "label", "labels") + " of " + counted(tasks, "task", "tasks") + " by "
                + counted(annotators, "annotator", "annotators");
    }

    static String counted(long count, String one, String several) {
        return format("%,d %s", count, count == 1 ? one : several);
    }

    static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : "…" + name.substring(name.length() - LONGEST_NAME + 1);
    }

    static String interval(Proportion share) {
        return interval(share.low(), share.high());
    }

    private static String interval(double low, double high) {
        return decimal(low) + " to " + decimal(high);
    }

    static String decimal(double number) {
        return format("%.4f", number);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
