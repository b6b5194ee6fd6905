package dev.labelmill.local.cli;

import dev.labelmill.core.consensus.ConsensusMethod;
import dev.labelmill.local.scoring.Gold;
import dev.labelmill.local.scoring.LabelKind;
import dev.labelmill.local.scoring.LabelTable;
import dev.labelmill.local.scoring.PosteriorFile;
import dev.labelmill.local.scoring.Score;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            description = "single-choice (default) or rating")
    private String type;

    @Option(
            names = "--method",
            paramLabel = "<name>",
            split = ",",
            defaultValue = "auto",
            description = "auto (default), vote, wawa, ds, onecoin, glad, mace, shrunk-ds, or all")
    private List<String> methods;

    @Option(names = "--out", paramLabel = "<file>", description = "write answers and probabilities there, as CSV")
    private Path outFile;

    @Option(names = "--summary", paramLabel = "<file>", description = "write the scores there, as JSON")
    private Path summaryFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LabelKind kind = LabelKind.named(type)
                .orElseThrow(
                        () -> Refusal.ofInput("--type must be " + LabelKind.names() + " so far, not " + type + "."));
        List<ConsensusMethod> chosen = MethodNames.chosen(methods);
        SummaryFile summary = new SummaryFile(Optional.ofNullable(summaryFile));
        Optional<Path> out = Optional.ofNullable(outFile);
        out.ifPresent(SummaryFile::requireWritable);
        Score score = score(kind, chosen);
        out.ifPresent(file -> PosteriorFile.write(file, score));
        summary.write(new ScoreJson(score).toJson());
        PrintWriter terminal = spec.commandLine().getOut();
        new ScoreTable(score).print(terminal);
        return 0;
    }

    private Score score(LabelKind kind, List<ConsensusMethod> chosen) {
        return TableRefusals.during(() -> {
            LabelTable labels = LabelTable.read(labelFile, Optional.ofNullable(knownFile), kind);
            Gold gold = Gold.read(Optional.ofNullable(goldFile), labels);
            return Score.of(labels, gold, kind, chosen);
        });
    }
}
