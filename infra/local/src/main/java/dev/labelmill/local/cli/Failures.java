package dev.labelmill.local.cli;

import dev.labelmill.lambda.json.Misspelling;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one sentence and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final int FAILED = 1;
    private static final int WRONG_COMMAND = 2;
    /** What options take, in words. */
    private static final Map<Class<?>, String> FORMS = Map.of(
            int.class, "a whole number",
            Integer.class, "a whole number",
            long.class, "a whole number",
            Long.class, "a whole number",
            double.class, "a number",
            Double.class, "a number",
            BigDecimal.class, "a number",
            URI.class, "an address such as http://127.0.0.1:8000");

    private static final Pattern NO_SUBCOMMAND = Pattern.compile("Unknown subcommand '(.*)'\\.");

    /** As shells report a program that Ctrl-C ended. */
    private static final int STOPPED = 130;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InterruptedException || Thread.interrupted()) {
            // The hook that interrupted it has said so.
            return STOPPED;
        }
        say(command, sentence(failure));
        return failure instanceof Refusal refusal ? refusal.exitCode() : FAILED;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String help = " (see " + command.getCommandSpec().qualifiedName() + " --help)";
        say(
                command,
                unknownCommand(wrong)
                        .orElseGet(() ->
                                unknownOption(wrong).or(() -> wrongForm(wrong)).orElse(wrong.getMessage()) + help));
        return WRONG_COMMAND;
    }

    /** Picocli names Java's types, which nobody at a terminal has to know. */
    private static Optional<String> wrongForm(ParameterException wrong) {
        // Its subclasses are about other slips than a value's form.
        if (wrong.getClass() != ParameterException.class || wrong.getArgSpec() == null || wrong.getValue() == null) {
            return Optional.empty();
        }
        ArgSpec argument = wrong.getArgSpec();
        String name = argument.isOption() ? ((OptionSpec) argument).longestName() : argument.paramLabel();
        return Optional.ofNullable(FORMS.get(argument.type()))
                .map(form -> wrong.getValue().matches("[+-]?[0-9]+") ? "a number of fewer digits" : form)
                .map(form -> name + " must be " + form + ", not " + wrong.getValue());
    }

    /** Picocli counts what follows an unknown option, its value or what takes that one's place, among the unknown ones. */
    private static Optional<String> unknownOption(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException left) || !left.isUnknownOption()) {
            return Optional.empty();
        }
        String name = left.getUnmatched().get(0).replaceFirst("=.*", "");
        List<String> names = wrong.getCommandLine().getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
        return Optional.of("Unknown option: '" + name + "'"
                + Misspelling.near(name, names)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse(""));
    }

    /** Picocli knows no more than that an argument was left over; {@code help} says it in a sentence of its own. */
    private static Optional<String> unknownCommand(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        Matcher helpless = NO_SUBCOMMAND.matcher(wrong.getMessage());
        if (helpless.matches()) {
            return Optional.of(unknownCommand(helpless.group(1), command));
        }
        if (command.getParent() != null
                || !(wrong instanceof UnmatchedArgumentException left)
                || left.isUnknownOption()
                || left.getUnmatched().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(unknownCommand(left.getUnmatched().get(0), command));
    }

    private static String unknownCommand(String name, CommandLine among) {
        return "there is no command " + name + "; commands are "
                + String.join(", ", among.getSubcommands().keySet()) + ".";
    }

    private static void say(CommandLine command, String sentence) {
        command.getErr().println("labelmill: " + sentence);
    }

    /** A message on its own says enough only where somebody wrote it for this terminal, as of files; others need their kind. */
    private static String sentence(Exception failure) {
        if (failure instanceof Refusal) {
            return failure.getMessage();
        }
        String cause = failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
        if (failure instanceof UncheckedIOException) {
            return (failure.getMessage() + cause).replaceAll("\\s+", " ");
        }
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return (failure.getClass().getSimpleName() + message + cause).replaceAll("\\s+", " ");
    }
}
