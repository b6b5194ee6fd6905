package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.UnusableContent;
import java.io.IOException;
import java.io.InputStream;

/** How labels stand in a kind of returned file. */
@FunctionalInterface
public interface FileForm {

    /** A file's bytes, from the beginning as often as they are asked for. */
    interface Content {

        /** Opens them. */
        InputStream open() throws IOException;

        /** Opens them without so many at the beginning. */
        default InputStream open(long from) throws IOException {
            InputStream bytes = open();
            try {
                bytes.skipNBytes(from);
                return bytes;
            } catch (IOException e) {
                bytes.close();
                throw e;
            }
        }

        /** How many they are about. */
        long size();
    }

    /**
     * Begins to read a file.
     *
     * @param items knows the items that the file names otherwise than by their ids
     * @throws UnusableContent if nothing of it can be read
     */
    RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException, UnusableContent;

    /**
     * Goes on reading the same content at a mark that a reader of this form has made.
     *
     * @throws UnusableContent if nothing of it can be read
     */
    default RecordReader read(ReturnedFile file, Content content, ItemNames items, Mark mark)
            throws IOException, UnusableContent {
        throw new UnsupportedOperationException("files of this form are read from the beginning");
    }
}
