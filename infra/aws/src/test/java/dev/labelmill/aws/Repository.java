package dev.labelmill.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of this repository that the deployment has to agree with. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("labelmill.root", "../.."));
    static final Path MODULE = ROOT.resolve("infra/aws");
    private static final Path FUNCTIONS = ROOT.resolve("functions/lambda/src/main");

    private Repository() {}

    /** A file of the functions' source. */
    static String source(String path) {
        return text(FUNCTIONS.resolve("java/dev/labelmill/lambda").resolve(path));
    }

    /** The constants of the functions' {@code Keys}, by their names. */
    static Map<String, String> keys() {
        return Pattern.compile("static final String ([A-Z_]+) = \"([^\"]+)\";")
                .matcher(source("store/Keys.java"))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    /** A file of the functions' resources. */
    static Path resource(String path) {
        return FUNCTIONS.resolve("resources").resolve(path);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
