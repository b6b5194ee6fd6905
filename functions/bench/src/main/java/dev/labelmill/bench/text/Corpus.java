package dev.labelmill.bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Texts whose classes are known.
 *
 * @param name    its name
 * @param classes its classes, in the order of their indices
 * @param texts   in an order that is always the same
 */
record Corpus(String name, List<String> classes, List<Text> texts) {

    /** Copies the lists. */
    Corpus {
        classes = List.copyOf(classes);
        texts = List.copyOf(texts);
    }

    /**
     * One of them.
     *
     * @param label index of its class
     */
    record Text(String id, String text, int label) {}

    /**
     * Reads the corpus that a folder holds: one of the npm packages that {@code corpora/fetch.sh} unpacks.
     *
     * @throws IllegalArgumentException if it is none that is known
     */
    static Corpus read(Path folder) throws IOException {
        if (Files.isDirectory(SpamAssassin.data(folder))) {
            return SpamAssassin.read(folder);
        }
        if (Files.isRegularFile(WordNetNouns.data(folder))) {
            return WordNetNouns.read(folder);
        }
        throw new IllegalArgumentException("no corpus that is known lies in " + folder);
    }
}
