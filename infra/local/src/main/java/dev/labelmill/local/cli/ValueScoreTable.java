package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.ScoreFormat.decimal;
import static dev.labelmill.local.cli.ScoreFormat.format;
import static dev.labelmill.local.cli.ScoreFormat.printCount;

import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.annotator.SpamSignal;
import dev.labelmill.core.results.MeasuredAgreement;
import dev.labelmill.local.scoring.ValueAnnotator;
import dev.labelmill.local.scoring.ValueScore;
import dev.labelmill.local.scoring.ValueTable;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A score of values for people. */
final class ValueScoreTable {

    private ValueScoreTable() {}

    static void print(PrintWriter out, ValueScore<?> score) {
        counts(out, score.labels());
        methods(out, score);
        agreement(out, score.agreement());
        annotators(out, score);
        out.flush();
    }

    private static void agreement(PrintWriter out, MeasuredAgreement agreement) {
        ScoreFormat.printCoefficients(out, agreement.all());
        if (agreement.isPartial()) {
            out.println(format(
                    "  alpha is that of %,d tasks drawn at random, of %,d", agreement.sample(), agreement.items()));
        }
    }

    private static void counts(PrintWriter out, ValueTable<?> labels) {
        out.println(ScoreFormat.size(
                labels.labels(), labels.tasks().size(), labels.annotators().size()));
        printCount(
                out,
                labels.rows() - labels.labels(),
                "label was replaced by a later one of the same annotator for the same task",
                "labels were replaced by a later one of the same annotator for the same task");
        printCount(
                out,
                labels.breaking(),
                "label breaks a rule of its type, such as a box without area",
                "labels break a rule of their type, such as a box without area");
        printCount(
                out,
                labels.goldElsewhere(),
                "gold answer is of a task that nobody labelled",
                "gold answers are of tasks that nobody labelled");
    }

    private static void methods(PrintWriter out, ValueScore<?> score) {
        out.println();
        out.println(format("  %-10s %9s %16s %9s %9s", "method", "accuracy", "95 % interval", "distance", "seconds"));
        score.methods()
                .forEach(method -> out.println(format(
                        "  %-10s %9s %16s %9s %9.2f",
                        method.name(),
                        share(method.accuracy()),
                        method.accuracy().map(ScoreFormat::interval).orElse("-"),
                        number(method.meanDistance()),
                        method.seconds())));
        if (!score.labels().gold().isEmpty()) {
            out.println(format(
                    "  right is what lies at most %.2f from gold, on a scale of 0 to 1",
                    score.labels().type().auditTolerance()));
        }
        score.methods().stream()
                .filter(method -> !method.reason().isEmpty())
                .forEach(method -> out.println("  " + method.name() + ": " + method.reason()));
    }

    private static void annotators(PrintWriter out, ValueScore<?> score) {
        // Only numbers lie above or below others.
        boolean hasBias = score.annotators().stream()
                .anyMatch(annotator -> annotator.bias().isPresent());
        out.println();
        out.println(format(
                "  %-30s %7s %9s %16s %10s %9s%s %8s  %s",
                "annotator",
                "labels",
                "on gold",
                "95 % interval",
                "consensus",
                "distance",
                hasBias ? format(" %9s", "bias") : "",
                "seconds",
                "signals"));
        score.annotators().stream()
                .sorted(Comparator.comparing((ValueAnnotator annotator) ->
                                annotator.review().signals().isEmpty())
                        .thenComparing(annotator -> annotator.review().labels(), Comparator.reverseOrder()))
                .limit(ScoreFormat.ANNOTATORS_SHOWN)
                .forEach(annotator -> out.println(annotator(
                        annotator,
                        score.labels().annotators().name(annotator.review().annotator()),
                        hasBias)));
        printCount(
                out,
                score.annotators().size() - (long) ScoreFormat.ANNOTATORS_SHOWN,
                "more annotator is in the summary; these are those with signals first, then the busiest",
                "more annotators are in the summary; these are those with signals first, then the busiest");
    }

    private static String annotator(ValueAnnotator annotator, String name, boolean hasBias) {
        AnnotatorReview review = annotator.review();
        return format(
                        "  %-30s %,7d %9s %16s %10s %9s%s %8s  %s",
                        ScoreFormat.shortened(name),
                        review.labels(),
                        share(review.onGold()),
                        review.onGold().map(ScoreFormat::interval).orElse("-"),
                        share(review.onConsensus()),
                        number(annotator.meanDistance()),
                        hasBias ? format(" %9s", shown(annotator.bias(), "%+.4g")) : "",
                        shown(review.medianSeconds(), "%.1f"),
                        review.signals().stream().map(ValueScoreTable::signal).collect(Collectors.joining("; ")))
                .stripTrailing();
    }

    /** Haste is all that is looked for. */
    private static String signal(SpamSignal signal) {
        return format("fast: typical are %.1f seconds", ((SpamSignal.TooFast) signal).typicalSeconds());
    }

    private static String share(Optional<Proportion> share) {
        return share.map(s -> decimal(s.value())).orElse("-");
    }

    private static String number(OptionalDouble number) {
        return shown(number, "%.4f");
    }

    private static String shown(OptionalDouble number, String pattern) {
        return number.isPresent() ? format(pattern, number.getAsDouble()) : "-";
    }
}
