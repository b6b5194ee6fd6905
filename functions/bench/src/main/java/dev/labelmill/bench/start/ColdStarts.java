package dev.labelmill.bench.start;

import dev.labelmill.local.cloud.runtime.Artifact;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import dev.labelmill.local.cloud.runtime.ProcessRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts each packaged function as Lambda does, with Lambda's runtime API on the loopback, and measures from before its
 * process is made until its first answer is there, for an event that has it do its work on emulated services in this
 * process. Beside them functions of the same stack that do nothing of their own ({@link Floor}); all are started in turn. From the
 * project's root:
 *
 * <pre>
 *   ./mvnw package -DskipTests -pl functions/bench -am
 *   java -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.start.ColdStarts \
 *       --jdk &lt;folder of a JDK 25&gt; --rounds 15
 * </pre>
 */
public final class ColdStarts implements AutoCloseable {

    private static final int MEMORY = 512;

    private final Options options;
    private final Scene scene;
    private int starts;

    private ColdStarts(Options options) throws IOException {
        this.options = options;
        scene = new Scene(options.root());
    }

    /**
     * Looks at arguments without measuring anything.
     *
     * @throws IllegalArgumentException naming an option that is not known or lacks its value
     */
    public static void requireSound(String... args) {
        Options.of(args).modes();
    }

    /** @param args see {@link Options} */
    public static void main(String[] args) throws IOException, FunctionFailed {
        // The functions' libraries bring it and complain of another.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Options options = Options.of(args);
        try (ColdStarts starts = new ColdStarts(options)) {
            for (Mode mode : options.modes()) {
                System.out.print(new StartTable(mode.name(), starts.run(mode)).text());
            }
        }
    }

    /** Each function's starts, the floor's first. */
    private Map<String, List<Start>> run(Mode mode) throws IOException, FunctionFailed {
        Path caches = Files.createDirectories(scene.folder().resolve(mode.name().replace(' ', '-')));
        Map<String, List<Start>> measured = new LinkedHashMap<>();
        if (mode.aot()) {
            for (String function : functions()) {
                start(mode, function, caches, true);
            }
        }
        // The first round warms the services and the machine's file cache.
        for (int round = 0; round <= options.rounds(); round++) {
            for (String function : functions()) {
                Start start = start(mode, function, caches, false);
                if (round > 0) {
                    measured.computeIfAbsent(function, name -> new ArrayList<>())
                            .add(start);
                }
            }
        }
        return measured;
    }

    private List<String> functions() {
        List<String> functions = new ArrayList<>();
        for (Floor floor : Floor.values()) {
            functions.add(floor.function());
        }
        scene.functions().stream().filter(options::wants).forEach(functions::add);
        return functions;
    }

    private Start start(Mode mode, String function, Path caches, boolean training) throws FunctionFailed, IOException {
        String name = "starts-" + ++starts;
        Scene.Call call = scene.fresh(name, function);
        FunctionSettings settings = settings(function, call.environment());
        try (ProcessRuntime runtime = new ProcessRuntime(
                artifact(mode, function, caches, training), List.of(settings), scene.folder(), (f, l) -> {})) {
            long begun = System.nanoTime();
            runtime.invoke(function, call.event());
            double wall = (System.nanoTime() - begun) / 1e6;
            long pid = runtime.environments(function).get(0).pid();
            Start start = Start.of(pid, wall);
            if (training) {
                end(pid);
            }
            return start;
        } finally {
            scene.forget(name);
        }
    }

    /** A cache is written at a JVM's orderly end. */
    private static void end(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroy();
        process.onExit().orTimeout(2, TimeUnit.MINUTES).join();
    }

    private Artifact artifact(Mode mode, String function, Path caches, boolean training) {
        Optional<Floor> floor = Floor.named(function);
        if (mode.jdk().isEmpty()) {
            return Artifact.executable(options.executable(floor).orElseThrow());
        }
        Path unpacked = floor.map(known -> known.unpacked(options.root()))
                .orElseGet(() -> scene.distribution().function().toAbsolutePath());
        return mode.artifact(
                unpacked, scene.distribution().runtime().toAbsolutePath(), caches.toAbsolutePath(), training);
    }

    /** All alike, and with patience: a busy machine is to be seen in the figures and is no failure. */
    static FunctionSettings settings(String function, Map<String, String> environment) {
        return new FunctionSettings(function, environment, 1, Duration.ofMinutes(3), MEMORY);
    }

    @Override
    public void close() throws IOException {
        scene.close();
    }
}
