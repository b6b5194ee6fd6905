package dev.labelmill.local.scoring;

import java.nio.file.Path;

/** A CSV file must be mended; the message is one sentence that says where and how. */
public final class UnusableTable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnusableTable(String sentence) {
        super(sentence);
    }

    /** Something is wrong with the file as a whole; {@code problem} follows its name. */
    static UnusableTable of(Path file, String problem) {
        return new UnusableTable(file + " " + problem + ".");
    }

    /** Something is wrong with a line, in which the header is 1. */
    static UnusableTable at(Path file, long line, String problem) {
        return new UnusableTable(file + ", line " + line + ": " + problem + ".");
    }
}
