package dev.labelmill.bench.start;

import dev.labelmill.local.cloud.runtime.FunctionSettings;
import dev.labelmill.local.stack.BareCloud;
import dev.labelmill.local.stack.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Emulated services in this process, and what each function meets on them when it is first called with work to do. */
final class Scene implements AutoCloseable {

    /** Who is told; the event begins a delivery and leaves the attempt to the next. */
    private static final String ENDPOINTS =
            "{\"ops\":{\"url\":\"https://example.org/labelmill\",\"current\":\"whsec_bGFiZWxtaWxsIHNhbXBsZSBzaWduaW5nIGtleSwgcHVibGlj\"}}";

    private final Distribution distribution;
    private final BareCloud cloud;
    private final Path folder;
    private final Path secrets;
    private final Map<String, Still> stills;

    /**
     * A function's first call.
     *
     * @param environment of its process
     * @param event       which it is given
     */
    record Call(Map<String, String> environment, byte[] event) {}

    /** @param root the project's */
    Scene(Path root) throws IOException {
        distribution = new Distribution(root.resolve("infra/local/target/labelmill"));
        folder = Files.createTempDirectory("labelmill-starts");
        Path endpoints = Files.writeString(folder.resolve("endpoints.json"), ENDPOINTS);
        cloud = BareCloud.start(
                distribution, Map.of("LABELMILL_ENDPOINTS", endpoints.toUri().toString()));
        Samples samples = new Samples(root.resolve("events"));
        secrets = samples.folder().resolve("webhook/sample-secrets.json").toAbsolutePath();
        String stage = "rehearsal";
        stills = new Rehearsal(cloud.clients(), stage, cloud.fresh(stage, secrets), secrets, samples).run();
    }

    /** The real functions, in alphabetical order. */
    Set<String> functions() {
        return new TreeSet<>(stills.keySet());
    }

    /** Where processes may run and write. */
    Path folder() {
        return folder;
    }

    /** The packages. */
    Distribution distribution() {
        return distribution;
    }

    /**
     * Makes a table and a bucket as the function met them; a floor gets the surroundings of a real one, and an empty event.
     *
     * @param name of both, which {@link #forget} frees
     */
    Call fresh(String name, String function) {
        List<FunctionSettings> all = cloud.fresh(name, secrets);
        Map<String, String> environment = new HashMap<>(all.get(0).environment());
        environment.put("QUARKUS_FUNQY_EXPORT", function);
        all.stream().filter(one -> one.name().equals(function)).forEach(one -> environment.putAll(one.environment()));
        Still still = stills.get(function);
        if (still == null) {
            return new Call(environment, "{}".getBytes(StandardCharsets.UTF_8));
        }
        still.restore(cloud.clients(), name);
        return new Call(environment, still.event(name, Instant.now()));
    }

    /** Drops a call's table. */
    void forget(String name) {
        cloud.forget(name);
    }

    @Override
    public void close() throws IOException {
        cloud.close();
        Folders.delete(folder);
    }
}
