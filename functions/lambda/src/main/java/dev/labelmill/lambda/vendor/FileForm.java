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
}
