package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.geometry.ScoredBox;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.PartScores;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.ImageSize;
import java.util.Optional;

/** Pre-labels that a detector finds on the items' images. An image it cannot read is an item that cannot be used. */
final class DetectedPrelabels implements Attachments {

    private final Detector detector;
    private final ItemContent contents;

    DetectedPrelabels(Detector detector, ItemContent contents) {
        this.detector = detector;
        this.contents = contents;
    }

    @Override
    public Optional<ImportedPrelabel> of(Item item, JsonNode line) throws UnusableContent {
        Detector.Detections found = detector.detect(contents.of(item));
        ImageSize.of(line)
                .filter(size -> size.width() != found.width() || size.height() != found.height())
                .ifPresent(size -> {
                    throw new IllegalArgumentException(ImageSize.FIELD + " says " + size.width() + " x " + size.height()
                            + " pixels, but the image has " + found.width() + " x " + found.height());
                });
        return Optional.of(new ImportedPrelabel(
                new Drawing(found.boxes().stream().map(ScoredBox::box).toList()),
                PartScores.ofItem(found.boxes().stream().map(ScoredBox::score).toList())));
    }
}
