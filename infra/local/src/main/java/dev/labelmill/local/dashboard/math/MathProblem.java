package dev.labelmill.local.dashboard.math;

/** An expression that cannot be evaluated; the message is one sentence for the reader of the widget. */
public final class MathProblem extends Exception {

    private static final long serialVersionUID = 1;

    /** @param sentence what is wrong */
    public MathProblem(String sentence) {
        super(sentence);
    }
}
