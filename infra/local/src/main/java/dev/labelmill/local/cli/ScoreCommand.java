package dev.labelmill.local.cli;

import dev.labelmill.local.scoring.Gold;
import dev.labelmill.local.scoring.LabelKind;
import dev.labelmill.local.scoring.LabelTable;
import dev.labelmill.local.scoring.PosteriorFile;
import dev.labelmill.local.scoring.Score;
import dev.labelmill.local.scoring.ValueFile;
import dev.labelmill.local.scoring.ValueKind;
import dev.labelmill.local.scoring.ValueScore;
import dev.labelmill.local.scoring.ValueTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores labels that are already there. */
@Command(
        name = "score",
        description =
                "Checks the labels in a CSV file: consensus, agreement, annotators; accuracy where gold is given.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ScoreCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "<labels.csv>",
            description = "with the columns task, worker, label, and perhaps seconds or time")
    private Path labelFile;

    @Option(
            names = "--gold",
            paramLabel = "<file>",
            description = "true answers (task, label) that only evaluate; no method sees them")
    private Path goldFile;

    @Option(
            names = "--known",
            paramLabel = "<file>",
            description = "true answers (task, label) to learn from, left out of every accuracy")
    private Path knownFile;

    @Option(
            names = "--type",
            paramLabel = "<type>",
            defaultValue = "single-choice",
            description = "single-choice (default), rating, number, several-choices, boxes or spans")
    private String type;

    @Option(
            names = "--method",
            paramLabel = "<name>",
            split = ",",
            defaultValue = "auto",
            description =
                    "auto (default) or all; of classes also vote, wawa, ds, onecoin, glad, mace, shrunk-ds; of ratings"
                            + " these and median; of numbers median, mean; of choices, boxes and spans quorum")
    private List<String> methods;

    @Option(names = "--out", paramLabel = "<file>", description = "write answers and probabilities there, as CSV")
    private Path outFile;

    @Option(names = "--summary", paramLabel = "<file>", description = "write the scores there, as JSON")
    private Path summaryFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SummaryFile summary = new SummaryFile(Optional.ofNullable(summaryFile));
        Optional<Path> out = Optional.ofNullable(outFile);
        Stream.of(outFile, summaryFile)
                .filter(Objects::nonNull)
                .forEach(file -> SummaryFile.requireOther(
                        file, Stream.of(labelFile, goldFile, knownFile).filter(Objects::nonNull)));
        PrintWriter terminal = spec.commandLine().getOut();
        Optional<ValueKind> values = ValueKind.named(type);
        if (values.isPresent()) {
            scoreValues(values.get(), out, summary, terminal);
        } else {
            scoreClasses(classKind(), out, summary, terminal);
        }
        return 0;
    }

    private LabelKind classKind() {
        return LabelKind.named(type)
                .orElseThrow(() -> Refusal.ofInput(
                        "--type must be " + LabelKind.names() + ", " + ValueKind.names() + ", not " + type + "."));
    }

    private void scoreClasses(LabelKind kind, Optional<Path> out, SummaryFile summary, PrintWriter terminal) {
        List<String> chosen = MethodNames.chosen(methods, kind.methodNames());
        out.ifPresent(SummaryFile::requireWritable);
        Score score = TableRefusals.during(() -> {
            LabelTable labels = LabelTable.read(labelFile, Optional.ofNullable(knownFile), kind);
            Gold gold = Gold.read(Optional.ofNullable(goldFile), labels);
            return Score.of(labels, gold, chosen);
        });
        out.ifPresent(file -> PosteriorFile.write(file, score));
        summary.write(new ScoreJson(score).toJson());
        new ScoreTable(score).print(terminal);
    }

    private void scoreValues(ValueKind kind, Optional<Path> out, SummaryFile summary, PrintWriter terminal) {
        List<String> chosen = MethodNames.chosen(methods, ValueScore.methodNames(kind));
        if (knownFile != null) {
            throw Refusal.ofInput("--known teaches methods for classes; labels of type " + kind
                    + " have none that learn from it. Give the answers by --gold to evaluate, or leave it out.");
        }
        out.ifPresent(SummaryFile::requireWritable);
        ValueScore<?> score = TableRefusals.during(
                () -> ValueScore.of(ValueTable.read(labelFile, Optional.ofNullable(goldFile), kind), chosen));
        out.ifPresent(file -> ValueFile.write(file, score));
        summary.write(ValueScoreJson.of(score));
        ValueScoreTable.print(terminal, score);
    }
}
