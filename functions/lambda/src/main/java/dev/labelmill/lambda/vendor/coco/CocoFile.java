package dev.labelmill.lambda.vendor.coco;

import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import dev.labelmill.lambda.vendor.coco.CocoImages.Image;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file in COCO's form (cocodataset.org, "Data format", object detection): {@code images}, {@code categories} and {@code annotations} in
 * any order. All boxes of an image are one label, and an image without any says that there is nothing on it. Since an image's boxes may
 * stand anywhere in the file, they are kept in memory, 48 bytes each, and the rest of their annotations is not.
 */
public final class CocoFile implements FileForm {

    private static final Set<String> MEMBERS = Set.of("images", "annotations", "categories");

    /** Whether a member of a JSON file's root tells that it is such a file. */
    public static boolean has(String member) {
        return MEMBERS.contains(member);
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException, UnusableContent {
        return new Reader(file, CocoContent.read(content), items);
    }

    private static final class Reader implements RecordReader {

        private final ReturnedFile file;
        private final CocoContent content;
        private final ItemNames items;
        private int at;

        Reader(ReturnedFile file, CocoContent content, ItemNames items) {
            this.file = file;
            this.content = content;
            this.items = items;
        }

        @Override
        public Optional<ReturnedRecord> next() {
            List<Image> images = content.images().all();
            if (at < images.size()) {
                return Optional.of(read(images.get(at++)));
            }
            List<String> strays = content.strays();
            int stray = at++ - images.size();
            return stray < strays.size()
                    ? Optional.of(
                            ReturnedRecord.unusable(strays.get(stray), "image_id is that of no image of the file", ""))
                    : Optional.empty();
        }

        @Override
        public boolean skip() {
            return at++ < content.images().all().size() + content.strays().size();
        }

        private ReturnedRecord read(Image image) {
            try {
                return ReturnedRecord.of(
                        image.place(),
                        List.of(new IncomingLabel(
                                file.batch(),
                                items.named(image.name()),
                                null,
                                file.annotator(),
                                new LabelChange.Valued(content.boxes(image)),
                                file.revision(),
                                null,
                                file.delivery())));
            } catch (UnusableContent bad) {
                return ReturnedRecord.unusable(image.place(), bad.getMessage(), "");
            }
        }

        @Override
        public void close() {
            // All of the file has been read.
        }
    }
}
