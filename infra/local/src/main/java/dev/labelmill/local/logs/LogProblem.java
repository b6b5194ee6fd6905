package dev.labelmill.local.logs;

/** A query that cannot be run; the message is one sentence for the reader of the widget. */
public final class LogProblem extends Exception {

    private static final long serialVersionUID = 1;

    /** @param sentence what is wrong */
    public LogProblem(String sentence) {
        super(sentence);
    }
}
