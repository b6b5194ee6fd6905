package dev.labelmill.lambda.vendor.cvat;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.StrictXml;
import dev.labelmill.lambda.payload.StrictXml.Tag;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import dev.labelmill.lambda.vendor.TaskKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * CVAT's own export "CVAT for images 1.1" (docs.cvat.ai, "XML annotation format"): what stands in an {@code image} is one label, its
 * {@code tag}s or its {@code box}es. Whose it is says the name of the image's task, if Labelmill made that task, else the name of the image.
 */
public final class CvatXml implements FileForm {

    private static final String VERSION = "1.1";

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException, UnusableContent {
        StrictXml xml = new StrictXml(content.open());
        try {
            Optional<Tag> root = xml.next();
            if (root.isEmpty() || !root.get().opens("annotations")) {
                throw new UnusableContent(422, "the file's root is not annotations, as CVAT's is");
            }
            return new Reader(file, xml, items, new CvatTaskNames());
        } catch (IOException | UnusableContent e) {
            xml.close();
            throw e;
        }
    }

    private record Reader(ReturnedFile file, StrictXml xml, ItemNames items, CvatTaskNames tasks)
            implements RecordReader {

        @Override
        public Optional<ReturnedRecord> next() throws IOException, UnusableContent {
            for (Optional<Tag> tag = xml.next(); tag.isPresent(); tag = xml.next()) {
                if (tag.get().opens("image")) {
                    return Optional.of(image(tag.get()));
                } else if (tag.get().opens("meta")) {
                    tasks.read(xml);
                } else if (tag.get().opens("version")) {
                    requireKnown(xml.text());
                } else if (tag.get().opens("track")) {
                    throw new UnusableContent(422, "the file has tracks of videos: export it as \"CVAT for images\"");
                } else if (tag.get().opens()) {
                    xml.skip();
                }
            }
            return Optional.empty();
        }

        private static void requireKnown(String version) throws UnusableContent {
            if (!version.equals(VERSION)) {
                throw new UnusableContent(422, "the file's version is not " + VERSION);
            }
        }

        private ReturnedRecord image(Tag tag) throws IOException, UnusableContent {
            String place = "image at line " + tag.line();
            CvatImage image = CvatImage.read(xml);
            try {
                Optional<TaskKey> key = tasks.key(tag.attributes());
                return ReturnedRecord.of(
                        place,
                        List.of(new IncomingLabel(
                                file.batch(),
                                key.isPresent() ? ours(key.get()) : items.named(name(tag)),
                                key.isPresent() ? key.get().dispatch() : null,
                                file.annotator(),
                                image.change(),
                                file.revision(),
                                null,
                                file.delivery())));
            } catch (UnusableContent bad) {
                return ReturnedRecord.unusable(place, bad.getMessage(), "");
            }
        }

        private String ours(TaskKey key) throws UnusableContent {
            if (!key.batch().equals(file.batch())) {
                throw new UnusableContent(422, "the image's task is of another batch than the file's folder says");
            }
            return key.task();
        }

        private static Field name(Tag tag) throws UnusableContent {
            return tag.attributes().member("name");
        }

        @Override
        public void close() throws IOException {
            xml.close();
        }
    }
}
