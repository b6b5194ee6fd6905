package dev.labelmill.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of what a JVM has loaded and linked for a function, from which those of the others start too: most of it is Quarkus, Jackson
 * and the AWS SDK (JEP 483, JEP 514).
 *
 * @param file named after the very JVM that wrote it, since no other can read it
 */
record ClassCache(Path file) {

    /** The first Java that writes such files in one run. */
    private static final int FIRST = 25;

    /** Of a distribution and the JVM this runs on, whether it is there or not. */
    static ClassCache of(Distribution distribution) {
        return new ClassCache(
                distribution.home().resolve("functions-" + System.getProperty("java.vm.version") + ".aot"));
    }

    /** Whether this JVM knows such files. */
    static boolean known() {
        return Runtime.version().feature() >= FIRST;
    }

    /** The options of a JVM that starts from it; none if it is not there. */
    List<String> reading() {
        // Of parts that it does not use it warns on standard output, which is the function's log.
        return known() && Files.isRegularFile(file)
                ? List.of("-XX:AOTCache=" + file.toAbsolutePath(), "-Xlog:aot*=error")
                : List.of();
    }

    /** The option of a JVM that writes it when it ends in good order. */
    String writing() {
        return "-XX:AOTCacheOutput=" + file.toAbsolutePath();
    }
}
