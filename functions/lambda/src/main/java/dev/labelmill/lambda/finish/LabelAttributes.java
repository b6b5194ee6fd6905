package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.results.FinalLabel;
import dev.labelmill.core.results.FinalValue;
import dev.labelmill.lambda.json.ImageSize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Labels in the form of a batch's results, for whoever has no batch: {@code <name>} and {@code <name>-metadata}.
 *
 * @param name    of the attribute
 * @param job     what made the labels
 * @param created when
 */
public record LabelAttributes(String name, String job, Instant created) {

    /** What is known of an item: whether it is an image, and how large that is. */
    public record Item(boolean isImage, Optional<ImageSize> size) {

        /** Content that stands in its line. */
        public static Item ofSource(String source, Optional<ImageSize> size) {
            return of(AugmentedLine.Kind.ofSource(source), size);
        }

        /** Content that its line refers to. */
        public static Item ofReference(String address, Optional<ImageSize> size) {
            return of(AugmentedLine.Kind.ofReference(address), size);
        }

        private static Item of(AugmentedLine.Kind kind, Optional<ImageSize> size) {
            return new Item(kind == AugmentedLine.Kind.IMAGE, size);
        }

        private AugmentedLine.Content content() {
            return new AugmentedLine.Content(isImage ? AugmentedLine.Kind.IMAGE : AugmentedLine.Kind.TEXT, size);
        }
    }

    /** A class, by its number among all. */
    public ObjectNode of(Item item, List<String> classes, FinalLabel label) {
        return new LabelAttribute(name, job, classes, created)
                .attributes(item.content(), new CheckedLabel<>(label, List.of()));
    }

    /** A label that is no single class. */
    public <V extends LabelValue> ObjectNode of(Item item, LabelType<V> type, FinalValue<V> label) {
        return new ValueAttribute<>(name, job, type, created)
                .attributes(item.content(), new CheckedLabel<>(label, List.of()));
    }
}
