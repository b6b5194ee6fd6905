package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Prelabel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A batch's items in their order, read piece by piece from a place on. */
interface ItemSource extends AutoCloseable {

    /**
     * An item found.
     *
     * @param line     its line; empty where that would need another request
     * @param standing what has become of it if it has no task
     * @param guess    the labeler's best class, as far as this place tells it
     * @param next     where to go on after it
     */
    record Found(
            String id,
            LineAt at,
            Optional<JsonNode> line,
            Standing standing,
            Optional<Prelabel.Share> guess,
            String next) {}

    /** At most so many further items; none after the last, or if a request has read enough. */
    List<Found> read(int most) throws IOException;

    /** Whether there are no more; else {@link #resumeAt} says where to go on. */
    boolean isAtEnd();

    /** Where to go on. */
    String resumeAt();

    @Override
    void close() throws IOException;
}
