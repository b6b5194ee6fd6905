package dev.labelmill.local.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program {@code labelmill}. */
@Command(
        name = "labelmill",
        description = "Labels batches of items with models and people, on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            ServeCommand.class,
            ScoreCommand.class,
            ReplayCommand.class,
            EstimateCommand.class,
            ReconcileCommand.class,
            StatementCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked",
            "1:the batch failed, was cancelled or came to a stand; ledger and log are too far apart",
            "2:the command, the batch folder or a table of labels is wrong"
        })
public final class Labelmill {

    private Labelmill() {}

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        QuietLogging.set();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs the program in this JVM; returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Failures failures = new Failures();
        return new CommandLine(new Labelmill())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }
}
