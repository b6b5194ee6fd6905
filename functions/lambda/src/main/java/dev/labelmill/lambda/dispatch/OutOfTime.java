package dev.labelmill.lambda.dispatch;

/** No more requests are to be begun in this invocation. */
final class OutOfTime extends RuntimeException {

    OutOfTime() {
        super("the invocation has no time for another request");
    }
}
