package dev.labelmill.bench.start;

import dev.labelmill.local.cloud.runtime.Artifact;
import dev.labelmill.local.cloud.runtime.EnvironmentReport;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import dev.labelmill.local.cloud.runtime.ProcessRuntime;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Starts each packaged function in pairs, one primed and one not, each with its application standing before it asks for its
 * first event as an executable's does, and measures the time until it asks and from then until its answer is there. From the
 * project's root, packaged as for {@link ColdStarts}:
 *
 * <pre>
 *   java -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.start.PrimedStarts \
 *       --rounds 15 --functions webhook,score
 * </pre>
 */
public final class PrimedStarts implements AutoCloseable {

    /** The functions' own, {@code Initialisation.SWITCH}. */
    private static final String SWITCH = "LABELMILL_PRIMING";

    private final Options options;
    private final Scene scene;
    private final Mode mode;
    private int starts;
    private volatile boolean cut;

    private PrimedStarts(Options options) throws IOException {
        this.options = options;
        mode = Mode.plain(options.jvm());
        scene = new Scene(options.root());
    }

    /** @param args those of {@link Options} that are not about JDKs or executables */
    public static void main(String[] args) throws IOException, FunctionFailed {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Options options = Options.of(args);
        try (PrimedStarts starts = new PrimedStarts(options)) {
            System.out.print(new PrimedTable(starts.mode.name(), starts.run()).text());
        }
    }

    private Map<String, List<Pair>> run() throws FunctionFailed, IOException {
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        // The first round warms the services and the machine's file cache.
        for (int round = 0; round <= options.rounds(); round++) {
            for (String function : scene.functions()) {
                if (options.wants(function)) {
                    Optional<Pair> pair = pair(function, round % 2 == 0);
                    if (round > 0) {
                        List<Pair> measured = pairs.computeIfAbsent(function, name -> new ArrayList<>());
                        pair.ifPresent(measured::add);
                    }
                }
            }
        }
        pairs.values().removeIf(List::isEmpty);
        return pairs;
    }

    /** Which of a pair is first changes with the rounds. Empty if the primed one was not primed in full. */
    private Optional<Pair> pair(String function, boolean primedFirst) throws FunctionFailed, IOException {
        cut = false;
        Pair.Side first = start(function, primedFirst);
        Pair.Side second = start(function, !primedFirst);
        if (cut) {
            return Optional.empty();
        }
        return Optional.of(primedFirst ? new Pair(second, first) : new Pair(first, second));
    }

    private Pair.Side start(String function, boolean primed) throws FunctionFailed, IOException {
        String name = "starts-" + ++starts;
        Scene.Call call = scene.fresh(name, function);
        Map<String, String> environment = new HashMap<>(call.environment());
        environment.put(SWITCH, Boolean.toString(primed));
        FunctionSettings settings = ColdStarts.settings(function, environment);
        CompletableFuture<Double> standing = new CompletableFuture<>();
        try (ProcessRuntime runtime = new ProcessRuntime(
                this::command, List.of(settings), scene.folder(), (one, line) -> heard(line, standing))) {
            long begun = System.nanoTime();
            runtime.invoke(function, call.event());
            double wall = (System.nanoTime() - begun) / 1e6;
            EnvironmentReport report = runtime.environments(function).get(0);
            double all = Start.of(report.pid(), wall).processorMillis();
            double asked = report.coldStart().map(Duration::toNanos).orElseThrow() / 1e6;
            double stood = standing.orTimeout(1, TimeUnit.MINUTES).join();
            return new Pair.Side(new Pair.Took(asked, stood), new Pair.Took(wall - asked, all - stood));
        } finally {
            scene.forget(name);
        }
    }

    /** A start that was not primed in full is told, and is no measurement of one that is. */
    private void heard(String line, CompletableFuture<Double> standing) {
        if (line.startsWith(StandingHandler.STANDS)) {
            standing.complete(Double.valueOf(line.substring(StandingHandler.STANDS.length())));
        } else if (line.contains("without having been primed")) {
            cut = true;
            System.err.println(line);
        }
    }

    /** Lambda's client with the handler that has the application stand first, which is in the benchmark's own classes. */
    private List<String> command(FunctionSettings function) {
        Artifact plain = mode.artifact(
                scene.distribution().function().toAbsolutePath(),
                scene.distribution().runtime().toAbsolutePath(),
                scene.folder(),
                false);
        List<String> command = new ArrayList<>(plain.command(function));
        int classPath = command.indexOf("-cp") + 1;
        command.set(classPath, command.get(classPath) + File.pathSeparator + classes());
        command.set(command.size() - 1, StandingHandler.class.getName() + "::handleRequest");
        return command;
    }

    private static Path classes() {
        try {
            return Path.of(StandingHandler.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the benchmark's classes are at no path", e);
        }
    }

    @Override
    public void close() throws IOException {
        scene.close();
    }
}
