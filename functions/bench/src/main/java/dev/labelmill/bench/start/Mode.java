package dev.labelmill.bench.start;

import dev.labelmill.local.cloud.runtime.Artifact;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way to start functions.
 *
 * @param name as the table calls it
 * @param jdk  its home; empty for executables
 * @param aot  whether each function has an ahead-of-time cache of a run before
 * @param more further options of its JVMs
 */
record Mode(String name, Optional<Path> jdk, boolean aot, List<String> more) {

    /**
     * The managed runtime's own choice: the serial collector and the quick compiler alone. The heap begins as small as it does
     * in 512 MB of memory, not with a share of this machine's.
     */
    private static final List<String> OPTIONS =
            List.of("-Xms8m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** On the JDK that this runs on. */
    static Mode plain(List<String> more) {
        return new Mode(
                "java " + Runtime.version().feature(),
                Optional.of(Path.of(System.getProperty("java.home"))),
                false,
                more);
    }

    /** On another JDK, without and with caches. */
    static List<Mode> of(Path jdk, List<String> more) {
        String version = "java " + feature(jdk);
        return List.of(
                new Mode(version, Optional.of(jdk), false, more),
                new Mode(version + " AOT", Optional.of(jdk), true, more));
    }

    /** Executables, which have no caches. */
    static Mode executable() {
        return new Mode("native", Optional.empty(), false, List.of());
    }

    /**
     * How a package is started.
     *
     * @param folder   the unpacked package
     * @param runtime  what Lambda's managed runtime brings
     * @param caches   folder for caches
     * @param training whether the start writes the cache of its function when it ends, rather than reads it
     */
    Artifact artifact(Path folder, Path runtime, Path caches, boolean training) {
        return function -> Artifact.jvmOn(jdk.orElseThrow(), folder, runtime, options(function, caches, training))
                .command(function);
    }

    private List<String> options(FunctionSettings function, Path caches, boolean training) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        if (aot) {
            Path cache = caches.resolve(function.name() + ".aot");
            options.add((training ? "-XX:AOTCacheOutput=" : "-XX:AOTCache=") + cache);
        }
        return options;
    }

    /** Of the JDK's own description: {@code JAVA_VERSION="25.0.1"}. */
    private static String feature(Path jdk) {
        try {
            return Files.readAllLines(jdk.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("\\..*", ""))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException missing) {
            throw new UncheckedIOException(jdk + " is no JDK", missing);
        }
    }
}
