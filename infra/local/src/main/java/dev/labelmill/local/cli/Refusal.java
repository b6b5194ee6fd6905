package dev.labelmill.local.cli;

/** Something cannot go on; the message is one sentence for the person at the terminal. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** The command or the batch folder must be mended. */
    static Refusal ofInput(String sentence) {
        return new Refusal(2, sentence);
    }

    /** A file must be mended; {@code problem} is what follows its name in a sentence, or says more after a colon. */
    static Refusal ofFile(String file, String problem) {
        return ofInput(file + (problem.startsWith("is ") ? " " : ": ") + problem + ".");
    }

    /** The batch did not come to its end. */
    static Refusal ofBatch(String sentence) {
        return new Refusal(1, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
