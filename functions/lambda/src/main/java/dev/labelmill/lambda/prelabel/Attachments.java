package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import java.util.Optional;

/** Pre-labels that do not lie in the items' own lines, and that pass 1 puts there. */
interface Attachments {

    /**
     * The item's pre-label; empty if there is none.
     *
     * @param line the item's
     * @throws IllegalArgumentException saying in one sentence why the pre-label is no label of the batch's type
     * @throws UnusableContent saying in one sentence why the item cannot be pre-labelled
     */
    Optional<ImportedPrelabel> of(Item item, JsonNode line) throws UnusableContent;
}
