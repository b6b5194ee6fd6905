package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.ScoreFormat.counted;
import static dev.labelmill.local.cli.ScoreFormat.decimal;
import static dev.labelmill.local.cli.ScoreFormat.format;
import static dev.labelmill.local.cli.ScoreFormat.printCount;

import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.annotator.SpamSignal;
import dev.labelmill.local.scoring.LabelTable;
import dev.labelmill.local.scoring.MethodScore;
import dev.labelmill.local.scoring.Score;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A score for people. */
final class ScoreTable {

    private final Score score;

    ScoreTable(Score score) {
        this.score = score;
    }

    void print(PrintWriter out) {
        counts(out);
        methods(out);
        ScoreFormat.printCoefficients(out, score.agreement());
        annotators(out);
        out.flush();
    }

    private void counts(PrintWriter out) {
        LabelTable labels = score.labels();
        out.println(ScoreFormat.size(
                        labels.votes().labels(),
                        labels.tasks().size(),
                        labels.annotators().size())
                + ", " + counted(labels.classes().size(), "class", "classes"));
        printCount(
                out,
                labels.votes().repeats(),
                "label was replaced by a later one of the same annotator for the same task",
                "labels were replaced by a later one of the same annotator for the same task");
        printCount(
                out,
                labels.known(),
                "task has a known answer, which is learnt from and left out of every accuracy",
                "tasks have a known answer, which is learnt from and left out of every accuracy");
        printCount(
                out,
                labels.knownElsewhere(),
                "known answer is of a task that nobody labelled",
                "known answers are of tasks that nobody labelled");
        printCount(
                out,
                score.gold().neverGiven(),
                "gold answer is a label that nobody gave to any task; see its name",
                "gold answers are labels that nobody gave to any task; see their names");
        printCount(
                out,
                score.gold().elsewhere(),
                "gold answer is of a task that nobody labelled",
                "gold answers are of tasks that nobody labelled");
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
                    accuracy.map(ScoreFormat::interval).orElse("-"),
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

    private void annotators(PrintWriter out) {
        List<AnnotatorReview> reviews = IntStream.range(
                        0, score.labels().annotators().size())
                .mapToObj(score.annotators()::of)
                .sorted(Comparator.comparing(
                                (AnnotatorReview review) -> review.signals().isEmpty())
                        .thenComparing(AnnotatorReview::labels, Comparator.reverseOrder()))
                .limit(ScoreFormat.ANNOTATORS_SHOWN)
                .toList();
        out.println();
        out.println(format(
                "  %-30s %7s %9s %16s %10s %8s  %s",
                "annotator", "labels", "on gold", "95 % interval", "consensus", "seconds", "signals"));
        reviews.forEach(review -> out.println(annotator(review)));
        int more = score.labels().annotators().size() - reviews.size();
        printCount(
                out,
                more,
                "more annotator is in the summary; these are those with signals first, then the busiest",
                "more annotators are in the summary; these are those with signals first, then the busiest");
    }

    private String annotator(AnnotatorReview review) {
        return format(
                        "  %-30s %,7d %9s %16s %10s %8s  %s",
                        name(review.annotator()),
                        review.labels(),
                        review.onGold().map(share -> decimal(share.value())).orElse("-"),
                        review.onGold().map(ScoreFormat::interval).orElse("-"),
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
        return ScoreFormat.shortened(score.labels().annotators().name(annotator));
    }
}
