package dev.labelmill.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of what a JVM has loaded and linked for a function, from which those of the others start too: most of it is Quarkus, Jackson
 * and the AWS SDK. Java 25 knows it as an ahead-of-time cache (JEP 483, JEP 514), earlier ones as an archive of classes that a JVM
 * leaves when it ends (JEP 350).
 *
 * @param file named after the very JVM that wrote it, since no other can read it
 */
record ClassCache(Path file) {

    /** The first Java that writes ahead-of-time caches in one run. */
    private static final int AHEAD_OF_TIME = 25;

    /** Of a distribution and the JVM this runs on, whether it is there or not. */
    static ClassCache of(Distribution distribution) {
        return new ClassCache(
                distribution.home().resolve("functions-" + System.getProperty("java.vm.version") + ".cache"));
    }

    private static boolean aheadOfTime() {
        return Runtime.version().feature() >= AHEAD_OF_TIME;
    }

    /** The options of a JVM that starts from it; none if it is not there. */
    List<String> reading() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        // Of parts that it does not use it warns on standard output, which is the function's log.
        return aheadOfTime()
                ? List.of("-XX:AOTCache=" + file.toAbsolutePath(), "-Xlog:aot*=error")
                : List.of("-XX:SharedArchiveFile=" + file.toAbsolutePath(), "-Xlog:cds*=error");
    }

    /** The option of a JVM that writes it when it ends in good order. */
    String writing() {
        return (aheadOfTime() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file.toAbsolutePath();
    }
}
