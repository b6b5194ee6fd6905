package dev.labelmill.lambda.payload;

/**
 * Content that can never be used, however often it is sent. Its message is one sentence that names the place and the
 * fault and repeats nothing of the content, so it may be sent back and logged.
 */
public final class UnusableContent extends Exception {
    private final int statusCode;

    /** @param statusCode the HTTP status to answer with, 400 to 499 */
    public UnusableContent(int statusCode, String sentence) {
        super(sentence);
        this.statusCode = statusCode;
    }

    /** The HTTP status to answer with. */
    public int statusCode() {
        return statusCode;
    }
}
