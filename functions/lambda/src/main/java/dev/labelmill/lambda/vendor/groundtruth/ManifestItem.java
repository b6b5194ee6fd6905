package dev.labelmill.lambda.vendor.groundtruth;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.util.Optional;
import java.util.Set;

/**
 * Which item a line of a manifest is of, by what {@link GroundTruthTask} writes into it, else by the address of its content.
 *
 * @param dispatch null where the line does not say
 */
public record ManifestItem(String batch, String item, String dispatch) {

    /** The members that tell it. */
    public static final Set<String> MEMBERS =
            Set.of("labelmill-batch", "labelmill-task", "labelmill-dispatch", "source-ref");

    /** Reads a line of the batch that the file's folder names. */
    public static ManifestItem read(Field line, ReturnedFile file, ItemNames items) throws UnusableContent {
        Optional<Field> batch = line.optional("labelmill-batch");
        if (batch.isPresent() && !batch.get().text().equals(file.batch())) {
            throw batch.get().fault("is another than the file's folder says");
        }
        return new ManifestItem(file.batch(), item(line, items), dispatch(line));
    }

    /** Reads a line that names its batch and its task itself. */
    public static ManifestItem read(Field line) throws UnusableContent {
        return new ManifestItem(
                line.member("labelmill-batch").id(),
                line.member("labelmill-task").id(),
                dispatch(line));
    }

    private static String item(Field line, ItemNames items) throws UnusableContent {
        Optional<Field> task = line.optional("labelmill-task");
        if (task.isPresent()) {
            return task.get().id();
        }
        Optional<Field> address = line.optional("source-ref");
        if (address.isEmpty()) {
            throw line.fault("has neither labelmill-task nor source-ref, which tell its item");
        }
        return items.named(address.get());
    }

    private static String dispatch(Field line) throws UnusableContent {
        Optional<Field> dispatch = line.optional("labelmill-dispatch");
        return dispatch.isPresent() ? dispatch.get().id() : null;
    }
}
