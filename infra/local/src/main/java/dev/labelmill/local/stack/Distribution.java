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

    /** System property naming a native executable to run instead of what the distribution has. */
    public static final String NATIVE = "labelmill.native";

    /** The one this program was started from; empty if the system property {@value #HOME} names none. */
    public static Optional<Distribution> installed() {
        return Optional.ofNullable(System.getProperty(HOME))
                .map(home -> new Distribution(Path.of(home)))
                .filter(distribution ->
                        Files.isDirectory(distribution.function().resolve("lib"))
                                || distribution.executable().isPresent());
    }

    /**
     * The functions as a native executable: the one that the system property {@value #NATIVE} names, or else the one that
     * {@code ./mvnw package -Dnative} leaves; empty if there is but the JVM package.
     *
     * @throws IllegalArgumentException if the property names no executable file
     */
    public Optional<Path> executable() {
        String named = System.getProperty(NATIVE, "");
        if (named.isEmpty()) {
            return Optional.of(function().resolve("bootstrap")).filter(Files::isExecutable);
        }
        if (!Files.isExecutable(Path.of(named))) {
            throw new IllegalArgumentException(NATIVE + " names " + named + ", which is not an executable file");
        }
        return Optional.of(Path.of(named));
    }

    /** The folder with the emulated services' jars. */
    public Path emulators() {
        return home.resolve("emulators");
    }

    /** What Lambda's managed Java runtime brings: its runtime interface client. */
    public Path runtime() {
        return home.resolve("runtime");
    }

    /** What runs pre-trained models: {@code lib} of the package that has it, without the functions' own. */
    public Path pretrained() {
        return home.resolve("pretrained");
    }

    /** The artifact, as Lambda unpacks it. */
    public Path function() {
        return home.resolve("function");
    }
}
