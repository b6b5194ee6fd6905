package dev.labelmill.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The built program's folder.
 *
 * @param home that holds {@code emulators} and {@code function}, the unpacked artifact with every function
 */
public record Distribution(Path home) {

    /** System property naming the folder. */
    public static final String HOME = "labelmill.home";

    /** The one this program was started from; empty if the system property {@value #HOME} names none. */
    public static Optional<Distribution> installed() {
        return Optional.ofNullable(System.getProperty(HOME))
                .map(home -> new Distribution(Path.of(home)))
                .filter(distribution ->
                        Files.isDirectory(distribution.function().resolve("lib")));
    }

    /** The folder with the emulated services' jars. */
    public Path emulators() {
        return home.resolve("emulators");
    }

    /** What Lambda's managed Java runtime brings: its runtime interface client. */
    public Path runtime() {
        return home.resolve("runtime");
    }

    /** The artifact, as Lambda unpacks it. */
    public Path function() {
        return home.resolve("function");
    }
}
