package dev.labelmill.onnx;

/** What a library's exception says, as the end of a sentence of ours. */
final class Sentence {

    private static final int LONGEST = 300;

    private Sentence() {}

    /** The first line of the message, cut at {@value #LONGEST} characters. */
    static String of(Exception exception) {
        String message = exception.getMessage() == null
                ? exception.getClass().getSimpleName()
                : exception.getMessage().strip();
        String line = message.lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
