package dev.labelmill.local.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one sentence and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final int FAILED = 1;
    private static final int WRONG_COMMAND = 2;
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
        say(wrong.getCommandLine(), unknownCommand(wrong).orElse(wrong.getMessage() + " (see labelmill --help)"));
        return WRONG_COMMAND;
    }

    /** Picocli knows no more than that an argument was left over. */
    private static Optional<String> unknownCommand(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (command.getParent() != null
                || !(wrong instanceof UnmatchedArgumentException left)
                || left.isUnknownOption()
                || left.getUnmatched().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("there is no command " + left.getUnmatched().get(0) + "; commands are "
                + String.join(", ", command.getSubcommands().keySet()) + ".");
    }

    private static void say(CommandLine command, String sentence) {
        command.getErr().println("labelmill: " + sentence);
    }

    /** A message on its own says enough only where somebody wrote it for this terminal; others need their kind. */
    private static String sentence(Exception failure) {
        if (failure instanceof Refusal) {
            return failure.getMessage();
        }
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        String cause = failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
        return (failure.getClass().getSimpleName() + message + cause).replaceAll("\\s+", " ");
    }
}
