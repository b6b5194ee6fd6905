package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.reconcile.LoggedBatches;
import dev.labelmill.local.reconcile.Logs;
import dev.labelmill.local.reconcile.Usage;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what Lambda says of its invocations with what the ledger says of Lambda. */
@Command(
        name = "reconcile",
        description =
                "Prices the REPORT lines in functions' logs and compares them with the ledger of batches' reports.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReconcileCommand implements Callable<Integer> {

    private static final String LAMBDA = ".lambda";

    @Parameters(
            index = "0",
            paramLabel = "<logs>",
            description = "a log, or a folder of logs named <function>.log or <stack>-<function>.log")
    private Path logs;

    @Option(
            names = "--report",
            paramLabel = "<file>",
            required = true,
            description = "report.json of a batch that the functions worked on; give all of them")
    private List<Path> reports;

    @Option(
            names = "--prices",
            paramLabel = "<name>",
            defaultValue = "us-east-1-arm64",
            description = "price file (default ${DEFAULT-VALUE})")
    private String priceFile;

    @Option(
            names = "--tolerance",
            paramLabel = "<share>",
            defaultValue = "0.1",
            description = "how far the sums may be apart, as a share of what Lambda reports (default ${DEFAULT-VALUE})")
    private double tolerance;

    @Option(names = "--summary", paramLabel = "<file>", description = "write the table there, as JSON")
    private Path summaryFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw Refusal.ofInput("--tolerance must be at least 0 and below 1, not " + tolerance + ".");
        }
        SummaryFile summary = new SummaryFile(Optional.ofNullable(summaryFile));
        Reconciliation found = reconcile();
        summary.write(found.toJson(tolerance));
        found.print(spec.commandLine().getOut(), tolerance);
        if (!found.isChecked()) {
            spec.commandLine()
                    .getOut()
                    .println("  No line of the logs names a batch, so whether they are of the reports' is not known.");
        }
        return found.isWithin(tolerance) ? 0 : 1;
    }

    private Reconciliation reconcile() {
        SortedMap<String, Usage> usage;
        LoggedBatches logged;
        try {
            usage = Logs.usage(logs);
            logged = LoggedBatches.in(logs);
        } catch (UncheckedIOException unreadable) {
            throw Refusal.ofInput(unreadable.getMessage() + ".");
        }
        if (usage.isEmpty()) {
            throw Refusal.ofInput(logs + " has no REPORT line of Lambda's.");
        }
        SortedMap<String, Long> ledger = new TreeMap<>();
        for (Path report : reports) {
            if (!Files.isRegularFile(report)) {
                throw Refusal.ofInput(report + " is not there.");
            }
            JsonNode json = Report.read(report).json();
            SortedMap<String, Long> own = LoggedBatches.nanos(json.at("/cost/ledger"));
            requireLogged(logged, report, json.path("batch").asText(), own);
            own.forEach((account, nanos) -> {
                if (account.endsWith(LAMBDA)) {
                    ledger.merge(account.substring(0, account.length() - LAMBDA.length()), nanos, Long::sum);
                }
            });
        }
        return new Reconciliation(usage, ledger, prices(), !logged.isEmpty());
    }

    private void requireLogged(LoggedBatches logged, Path report, String batch, SortedMap<String, Long> ledger) {
        if (!logged.isEmpty() && !logged.name(batch)) {
            throw Refusal.ofInput(report + " is of batch " + batch + ", of which " + logs + " says nothing.");
        }
        if (logged.contradict(batch, ledger)) {
            throw Refusal.ofInput(report + " is of another run of batch " + batch + " than " + logs
                    + ", where it ended with another ledger.");
        }
    }

    private PriceList prices() {
        try {
            return PriceFile.shipped(priceFile);
        } catch (IllegalArgumentException none) {
            throw Refusal.ofInput(none.getMessage() + ".");
        }
    }

    /**
     * Both sides.
     *
     * @param usage  as Lambda reports it
     * @param ledger Lambda's share of it, in nano-dollars by function
     * @param isChecked whether the logs tell which batches they are of
     */
    record Reconciliation(
            SortedMap<String, Usage> usage, SortedMap<String, Long> ledger, PriceList prices, boolean isChecked) {

        private static final String ROW = "  %-10s %12s %12s %14s %14s %14s%n";

        private SortedSet<String> functions() {
            SortedSet<String> functions = new TreeSet<>(usage.keySet());
            functions.addAll(ledger.keySet());
            return functions;
        }

        private long reported(String function) {
            return usage.getOrDefault(function, Usage.NONE).nanos(prices);
        }

        private long booked(String function) {
            return ledger.getOrDefault(function, 0L);
        }

        private long reported() {
            return functions().stream().mapToLong(this::reported).sum();
        }

        private long booked() {
            return functions().stream().mapToLong(this::booked).sum();
        }

        boolean isWithin(double tolerance) {
            return Math.abs(booked() - reported()) <= tolerance * reported();
        }

        ObjectNode toJson(double tolerance) {
            ObjectNode json = Json.object();
            ObjectNode all = json.putObject("functions");
            for (String function : functions()) {
                Usage used = usage.getOrDefault(function, Usage.NONE);
                all.putObject(function)
                        .put("invocations", used.invocations())
                        .put("coldStarts", used.cold())
                        .put("gbSeconds", used.gbSeconds())
                        .put("reported", Dollars.of(reported(function)))
                        .put("ledger", Dollars.of(booked(function)));
            }
            return json.put("reported", Dollars.of(reported()))
                    .put("ledger", Dollars.of(booked()))
                    .put("tolerance", tolerance)
                    .put("within", isWithin(tolerance));
        }

        void print(PrintWriter out, double tolerance) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    "function",
                    "invocations",
                    "GB-seconds",
                    "reported $",
                    "ledger $",
                    "difference $");
            for (String function : functions()) {
                Usage used = usage.getOrDefault(function, Usage.NONE);
                row(out, function, used.invocations(), used.gbSeconds(), reported(function), booked(function));
            }
            row(
                    out,
                    "all",
                    usage.values().stream().mapToLong(Usage::invocations).sum(),
                    usage.values().stream().mapToDouble(Usage::gbSeconds).sum(),
                    reported(),
                    booked());
            out.printf(
                    Locale.ROOT,
                    "  The ledger is %.1f %% of what Lambda reports, %s the tolerance of %.1f %%. Prices of %s, %s, %s.%n",
                    reported() == 0 ? 0 : 100.0 * booked() / reported(),
                    isWithin(tolerance) ? "within" : "beyond",
                    100 * tolerance,
                    prices.date(),
                    prices.region(),
                    prices.architecture());
            out.flush();
        }

        private static void row(
                PrintWriter out, String name, long calls, double gbSeconds, long reported, long booked) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    name,
                    String.format(Locale.ROOT, "%,d", calls),
                    String.format(Locale.ROOT, "%,.3f", gbSeconds),
                    Dollars.of(reported).toPlainString(),
                    Dollars.of(booked).toPlainString(),
                    Dollars.of(booked - reported).toPlainString());
        }
    }
}
