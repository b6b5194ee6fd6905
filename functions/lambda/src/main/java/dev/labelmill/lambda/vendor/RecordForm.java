package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.List;

/** How labels stand in one JSON object of a returned file. */
@FunctionalInterface
public interface RecordForm {

    /**
     * Reads it; no labels where it has none to say.
     *
     * @throws UnusableContent naming field and fault
     */
    List<IncomingLabel> read(Field record, ReturnedFile file, ItemNames items) throws UnusableContent;
}
