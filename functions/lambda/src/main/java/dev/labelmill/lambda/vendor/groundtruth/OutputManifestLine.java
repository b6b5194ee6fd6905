package dev.labelmill.lambda.vendor.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordForm;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A line of an output manifest or of another augmented manifest (SageMaker developer guide, "Labeling job output data"): the
 * input line, and behind it for each job a label and its metadata, {@code <label>-metadata}. Where jobs have adjusted each other's labels
 * the newest stands. Which item it is says {@code labelmill-task}, else the address.
 */
public final class OutputManifestLine implements RecordForm {

    /** Whether a line is one. */
    public static boolean is(Field line) {
        Iterator<String> names = line.node().fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (name.endsWith(ConsolidatedLabel.METADATA)
                    && line.node().get(name).isObject()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<IncomingLabel> read(Field line, ReturnedFile file, ItemNames items) throws UnusableContent {
        ManifestItem item = ManifestItem.read(line, file, items);
        ConsolidatedLabel label = newest(line);
        return List.of(new IncomingLabel(
                item.batch(),
                item.item(),
                item.dispatch(),
                file.annotator(),
                label.change(),
                label.revision().orElse(file.revision()),
                null,
                file.delivery()));
    }

    private static ConsolidatedLabel newest(Field line) throws UnusableContent {
        List<ConsolidatedLabel> labels = labels(line);
        if (labels.isEmpty()) {
            throw line.fault("has no label");
        }
        ConsolidatedLabel newest = labels.get(0);
        for (ConsolidatedLabel other : labels.subList(1, labels.size())) {
            newest = newest.orNewer(other);
        }
        return newest;
    }

    private static List<ConsolidatedLabel> labels(Field line) throws UnusableContent {
        List<ConsolidatedLabel> labels = new ArrayList<>();
        Iterator<String> names = line.node().fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            JsonNode metadata = line.node().get(name);
            if (name.endsWith(ConsolidatedLabel.METADATA) && metadata.isObject()) {
                String attribute = name.substring(0, name.length() - ConsolidatedLabel.METADATA.length());
                ConsolidatedLabel.of(line, attribute, new Field("the metadata", metadata))
                        .ifPresent(labels::add);
            }
        }
        return labels;
    }
}
