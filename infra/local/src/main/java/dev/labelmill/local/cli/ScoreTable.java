package dev.labelmill.local.cli;

import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.annotator.SpamSignal;
import dev.labelmill.local.scoring.LabelTable;
import dev.labelmill.local.scoring.MethodScore;
import dev.labelmill.local.scoring.Score;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A score for people. */
final class ScoreTable {

    /** Annotators shown; all of them are in the summary. */
    private static final int SHOWN = 10;

    private static final int LONGEST_NAME = 30;

    private final Score score;

    ScoreTable(Score score) {
        this.score = score;
    }

    void print(PrintWriter out) {
        counts(out);
        methods(out);
        agreement(out);
        annotators(out);
        out.flush();
    }

    private void counts(PrintWriter out) {
        LabelTable labels = score.labels();
        out.println(format(
                "%,d labels of %,d tasks by %,d annotators, %,d classes",
                labels.votes().labels(),
                labels.tasks().size(),
                labels.annotators().size(),
                labels.classes().size()));
        note(
                out,
                labels.votes().repeats(),
                "labels were replaced by a later one of the same annotator for the same task");
        note(out, labels.known(), "tasks have a known answer, which is learnt from and left out of every accuracy");
        note(out, labels.knownElsewhere(), "known answers are of tasks that nobody labelled");
        note(out, score.gold().elsewhere(), "gold answers are of tasks that nobody labelled");
    }

    private static void note(PrintWriter out, long count, String text) {
        if (count > 0) {
            out.println(format("%,d %s", count, text));
        }
    }

    private void methods(PrintWriter out) {
        out.println();
        out.println(format(
                "  %-10s %9s %16s %7s %7s %9s", "method", "accuracy", "95 % interval", "ties", "passes", "seconds"));
        for (MethodScore method : score.methods()) {
            Optional<Proportion> accuracy = method.accuracy();
            out.println(format(
                    "  %-10s %9s %16s %,7d %6d%s %9.2f",
                    method.name(),
                    accuracy.map(a -> decimal(a.value())).orElse("-"),
                    accuracy.map(ScoreTable::interval).orElse("-"),
                    method.ties(),
                    method.iterations(),
                    method.converged() ? " " : "+",
                    method.seconds()));
        }
        if (score.methods().stream().anyMatch(method -> !method.converged())) {
            out.println("  + had not come to rest after so many passes");
        }
        score.methods().stream()
                .filter(method -> !method.reason().isEmpty())
                .forEach(method -> out.println("  " + method.name() + ": " + method.reason()));
    }

    private void agreement(PrintWriter out) {
        out.println();
        out.println(format("  %-14s %9s %16s", "agreement", "value", "95 % interval"));
        score.agreement().forEach((name, coefficient) -> out.println("  " + coefficient(name, coefficient)));
    }

    private static String coefficient(String name, Coefficient coefficient) {
        if (coefficient instanceof Coefficient.Estimate estimate) {
            return format("%-14s %9s %16s", name, decimal(estimate.value()), interval(estimate.low(), estimate.high()));
        }
        return format(
                "%-14s %9s  %s",
                name, "-", ((Coefficient.Undefined) coefficient).reason().sentence());
    }

    private void annotators(PrintWriter out) {
        List<AnnotatorReview> reviews = IntStream.range(
                        0, score.labels().annotators().size())
                .mapToObj(score.annotators()::of)
                .sorted(Comparator.comparing(
                                (AnnotatorReview review) -> review.signals().isEmpty())
                        .thenComparing(AnnotatorReview::labels, Comparator.reverseOrder()))
                .limit(SHOWN)
                .toList();
        out.println();
        out.println(format(
                "  %-30s %7s %9s %16s %10s %8s  %s",
                "annotator", "labels", "on gold", "95 % interval", "consensus", "seconds", "signals"));
        reviews.forEach(review -> out.println(annotator(review)));
        int more = score.labels().annotators().size() - reviews.size();
        note(out, more, "more annotators are in the summary; these are those with signals first, then the busiest");
    }

    private String annotator(AnnotatorReview review) {
        return format(
                        "  %-30s %,7d %9s %16s %10s %8s  %s",
                        name(review.annotator()),
                        review.labels(),
                        review.onGold().map(share -> decimal(share.value())).orElse("-"),
                        review.onGold().map(ScoreTable::interval).orElse("-"),
                        review.onConsensus()
                                .map(share -> decimal(share.value()))
                                .orElse("-"),
                        review.medianSeconds().stream()
                                .mapToObj(seconds -> format("%.1f", seconds))
                                .findFirst()
                                .orElse("-"),
                        review.signals().stream().map(this::signal).collect(Collectors.joining("; ")))
                .stripTrailing();
    }

    private String signal(SpamSignal signal) {
        if (signal instanceof SpamSignal.OneAnswer one) {
            return format("answers %s in %.0f %%", score.labels().classes().name(one.answer()), 100 * one.share());
        }
        if (signal instanceof SpamSignal.TooFast fast) {
            return format("fast: typical are %.1f seconds", fast.typicalSeconds());
        }
        SpamSignal.Copies copies = (SpamSignal.Copies) signal;
        return format(
                "shares %,d of %,d unpopular answers with %s", copies.same(), copies.unpopular(), name(copies.other()));
    }

    private String name(int annotator) {
        String name = score.labels().annotators().name(annotator);
        return name.length() <= LONGEST_NAME ? name : "…" + name.substring(name.length() - LONGEST_NAME + 1);
    }

    private static String interval(Proportion share) {
        return interval(share.low(), share.high());
    }

    private static String interval(double low, double high) {
        return decimal(low) + " to " + decimal(high);
    }

    private static String decimal(double number) {
        return format("%.4f", number);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
