package dev.labelmill.lambda.prelabel.hosted;

import dev.labelmill.core.prelabel.Content;
import java.util.List;

/** One service's call about one item or several. Implementations are safe for use by several threads. */
interface ModelCall extends AutoCloseable {

    /**
     * What a call gave.
     *
     * @param answers one for each item, in their order
     * @param picos   what the attempt that was answered cost, in picodollars
     */
    record Reply(List<Answer> answers, long picos) {}

    /** Why the model is not asked about such content; empty if it is. Not asking costs nothing. */
    String objection(Content content);

    /**
     * Asks. An answer that cannot be used is one without an opinion: it was paid for.
     *
     * @param contents one to as many items as a call takes
     * @param attempts counts what was sent
     * @throws software.amazon.awssdk.core.exception.SdkException if the service gave none
     */
    Reply ask(List<Content> contents, Attempts attempts);

    /** Picodollars that an attempt about these items has cost at most that was not answered. */
    long unansweredPicos(List<Content> contents);

    @Override
    void close();
}
