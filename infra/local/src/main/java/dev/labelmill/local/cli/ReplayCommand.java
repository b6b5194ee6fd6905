package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.DynamicOverlap;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.scoring.Gold;
import dev.labelmill.local.scoring.LabelKind;
import dev.labelmill.local.scoring.LabelTable;
import dev.labelmill.local.scoring.Replay;
import dev.labelmill.local.scoring.ReplayVendors;
import dev.labelmill.local.scoring.VendorReplay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks how many of the labels that are there a stop rule would have bought. */
@Command(
        name = "replay",
        description = "Draws the labels in a CSV file in random orders until the stop rule has enough of each task's.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReplayCommand implements Callable<Integer> {

    private static final int MOST_SEEDS = 10_000;

    @Parameters(index = "0", paramLabel = "<labels.csv>", description = "with the columns task, worker, label")
    private Path labelFile;

    @Option(names = "--gold", paramLabel = "<file>", description = "true answers (task, label) that only evaluate")
    private Path goldFile;

    @Option(
            names = "--confidence",
            paramLabel = "<p>",
            defaultValue = "" + DynamicOverlap.STANDARD_CONFIDENCE,
            description = "probability from which an answer stands (default ${DEFAULT-VALUE})")
    private double confidence;

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "of the first order (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "take the mean of so many orders (default ${DEFAULT-VALUE})")
    private int seeds;

    @Option(
            names = "--vendors",
            paramLabel = "<file>",
            description = "JSON: who works for whom and for how much a label; compares ways of routing among them")
    private Path vendorFile;

    @Option(
            names = "--min",
            paramLabel = "<n>",
            defaultValue = "2",
            description = "labels that every task gets, with --vendors (default ${DEFAULT-VALUE})")
    private int minimum;

    @Option(names = "--summary", paramLabel = "<file>", description = "write the figures there, as JSON")
    private Path summaryFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(confidence > 0 && confidence <= 1)) {
            throw Refusal.ofInput("--confidence must be above 0 and at most 1, not " + confidence + ".");
        }
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw Refusal.ofInput("--seeds must be 1 to " + MOST_SEEDS + ", not " + seeds + ".");
        }
        if (minimum < 1) {
            throw Refusal.ofInput("--min must be at least 1, not " + minimum + ".");
        }
        SummaryFile summary = new SummaryFile(Optional.ofNullable(summaryFile));
        if (vendorFile != null) {
            VendorReplay replay = amongVendors();
            summary.write(VendorReplayTable.json(replay, confidence, seed));
            VendorReplayTable.print(replay, spec.commandLine().getOut());
            return 0;
        }
        Replay replay = replay();
        summary.write(json(replay));
        print(replay, spec.commandLine().getOut());
        return 0;
    }

    private VendorReplay amongVendors() {
        return TableRefusals.during(() -> {
            LabelTable labels = LabelTable.read(labelFile, Optional.empty(), LabelKind.SINGLE_CHOICE);
            Gold gold = Gold.read(Optional.ofNullable(goldFile), labels);
            ReplayVendors vendors = ReplayVendors.read(vendorFile, labels.annotators());
            return VendorReplay.of(labels, gold, vendors, minimum, confidence, seed, seeds);
        });
    }

    private Replay replay() {
        return TableRefusals.during(() -> {
            LabelTable labels = LabelTable.read(labelFile, Optional.empty(), LabelKind.SINGLE_CHOICE);
            Gold gold = Gold.read(Optional.ofNullable(goldFile), labels);
            return Replay.of(labels, gold, DynamicOverlap.of(confidence), seed, seeds);
        });
    }

    private ObjectNode json(Replay replay) {
        ObjectNode json = Json.object();
        replay.accuracy().ifPresent(accuracy -> json.put("accuracy", accuracy));
        json.put("labelsPerTask", replay.labelsPerTask())
                .put("knownLabels", replay.knownLabels())
                .put("tasks", replay.tasks())
                .put("confidence", confidence)
                .put("seed", seed)
                .put("seeds", seeds)
                .put("fullLabelsPerTask", replay.fullLabelsPerTask());
        replay.fullVote().ifPresent(vote -> json.put("fullVoteAccuracy", vote.value()));
        return json;
    }

    private void print(Replay replay, PrintWriter out) {
        out.println(format("  %-22s %10s %13s", "", "accuracy", "labels a task"));
        out.println(format(
                "  %-22s %10s %13.3f",
                "the vote on all labels",
                replay.fullVote().map(vote -> format("%.4f", vote.value())).orElse("-"),
                replay.fullLabelsPerTask()));
        out.println(format(
                "  %-22s %10s %13.3f",
                "the stop rule",
                replay.accuracy().isPresent() ? format("%.4f", replay.accuracy().getAsDouble()) : "-",
                replay.labelsPerTask()));
        out.println(format(
                "  %s, %s from seed %d, confidence %s%s",
                ScoreFormat.counted(replay.tasks(), "task", "tasks"),
                ScoreFormat.counted(seeds, "order", "orders"),
                seed,
                confidence,
                replay.knownLabels() > 0 ? format(", %.1f known answers used", replay.knownLabels()) : ""));
        out.flush();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
