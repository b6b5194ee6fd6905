package dev.labelmill.local.stack;

import dev.labelmill.local.cloud.runtime.Artifact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which package each function runs from: as deployed, those that pre-trained models need are Java. */
final class Packages {

    /** What the functions are told where pre-trained models run. */
    static final Map<String, String> TOLD = Map.of("LABELMILL_PRETRAINED", "true");

    /** A heap that begins as small as in 512 MB: left to itself a JVM begins with a share of this machine's memory. */
    private static final String FIRST_HEAP = "-Xms8m";

    /** Small heaps, as the functions get them when deployed, and quick starts rather than the last bit of speed. */
    private static final List<String> OPTIONS =
            List.of(FIRST_HEAP, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** The model is read into the heap before ONNX Runtime has it outside. */
    private static final List<String> MODEL_OPTIONS =
            List.of(FIRST_HEAP, "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Set<String> RUN_MODELS = Set.of("prelabel", "train");

    private final Distribution distribution;
    private final Optional<Path> executable;

    /** @param named a native executable that is to run instead of the distribution's own package */
    Packages(Distribution distribution, Optional<Path> named) {
        this.distribution = distribution;
        executable = named.or(distribution::executable);
    }

    /** Whether pre-trained models run: from the Java package alone, built with them. */
    boolean runPretrained() {
        return executable.isEmpty() && Files.isDirectory(distribution.pretrained());
    }

    /** A function that starts as all others will and leaves the cache they start from. */
    static Artifact training(Distribution distribution) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add(ClassCache.of(distribution).writing());
        return Artifact.jvm(distribution.function(), distribution.runtime(), options);
    }

    private List<String> cached(List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.addAll(ClassCache.of(distribution).reading());
        return all;
    }

    /** The command that starts a function. */
    Artifact artifact() {
        if (executable.isPresent()) {
            return Artifact.executable(executable.get());
        }
        Artifact plain = Artifact.jvm(distribution.function(), distribution.runtime(), cached(OPTIONS));
        Artifact models = Artifact.jvm(
                distribution.function(), distribution.runtime(), cached(MODEL_OPTIONS), distribution.pretrained());
        return function -> runPretrained() && RUN_MODELS.contains(function.name())
                ? models.command(function)
                : plain.command(function);
    }
}
