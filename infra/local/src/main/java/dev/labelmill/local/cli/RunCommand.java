package dev.labelmill.local.cli;

import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.web.PageServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one batch folder from upload to results. */
@Command(
        name = "run",
        description =
                "Labels the batch in a folder and writes its results to labelmill-out/<batch>, in place of an earlier"
                        + " run's.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "<folder>", description = "with batch.json and manifest.jsonl")
    private Path folder;

    @Option(names = "--summary", paramLabel = "<file>", description = "write the summary there too, as JSON")
    private Path summaryFile;

    @Option(names = "--seed", paramLabel = "<n>", description = "instead of the seeds in the folder's files")
    private Long seed;

    @Option(names = "--settings", paramLabel = "<file>", description = "instead of the folder's batch.json")
    private Path settings;

    @Option(names = "--out", paramLabel = "<folder>", description = "write the results there")
    private Path resultFolder;

    @Option(names = "--stay", description = "keep the page and all it shows up after the end, until you press Ctrl-C")
    private boolean stay;

    @Mixin
    private CloudOptions cloudOptions;

    @Mixin
    private PageOptions pageOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        OptionalLong chosen = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
        BatchFolder batch = BatchFolder.open(folder, chosen, Optional.ofNullable(settings));
        ResultFolder results = ResultFolder.of(batch, Optional.ofNullable(resultFolder));
        SummaryFile summary = new SummaryFile(Optional.ofNullable(summaryFile));
        pageOptions.check();
        PrintWriter out = spec.commandLine().getOut();
        try (InterruptedByShutdown shutdown =
                        InterruptedByShutdown.current(spec.commandLine().getErr());
                LocalCloud cloud = cloudOptions.start(0);
                PageServer page = pageOptions.open(cloud)) {
            shutdown.keeps(cloudOptions.kept(cloud));
            out.println("Watch it at " + page.address());
            out.flush();
            Summary result = new BatchRun(batch, results, cloud, out).label();
            summary.write(result.toJson());
            new SummaryTable(result).print(out);
            if (stay) {
                out.println("All of this stays up until you press Ctrl-C:");
                out.println("  Page     " + page.address());
                ServiceAddresses.announce(cloud, out);
                out.flush();
                new CountDownLatch(1).await();
            }
        }
        return 0;
    }
}
