package dev.labelmill.bench.load;

import dev.labelmill.core.batch.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Batches of the sizes that are asked for, one after another, from upload to results through the functions' own code, three
 * labels an item; what an item costs of each, and what every key of the table takes. From the project's root:
 *
 * <pre>
 *   ./mvnw package -DskipTests -pl functions/bench -am
 *   java -XX:+UseParallelGC -Xmx2g -XX:MaxDirectMemorySize=12g \
 *       -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.load.Load 10000 100000 1000000
 * </pre>
 */
public final class Load {
    private static final long LOOK_EVERY = 20;

    private final LoadSettings settings;
    private final boolean tells;
    private Phase phase = Phase.RECEIVED;
    private long looks;
    private long heap;

    private Load(LoadSettings settings, boolean tells) {
        this.settings = settings;
        this.tells = tells;
    }

    /** @param args numbers of items */
    public static void main(String[] args) {
        run(LoadSettings.of(2_000), false);
        for (String items : args) {
            run(LoadSettings.of(Integer.parseInt(items)), true).print(System.out);
        }
    }

    /**
     * Runs a batch.
     *
     * @param tells whether to print how it goes on
     */
    static Outcome run(LoadSettings settings, boolean tells) {
        return new Load(settings, tells).run();
    }

    private Outcome run() {
        try {
            Path folder = Files.createTempDirectory("labelmill-load");
            try {
                long begun = System.nanoTime();
                LoadRun run = new LoadRun(settings, folder, this::look);
                long virtual = run.run();
                return Outcome.of(settings, run, virtual, System.nanoTime() - begun, heap);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At each phase's begin and every now and then between. */
    private void look(Mill mill, dev.labelmill.core.batch.Batch batch, long micros, long labels) {
        boolean another = batch.phase() != phase;
        phase = batch.phase();
        if (!tells || !another && looks++ % LOOK_EVERY > 0) {
            return;
        }
        System.gc();
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        heap = Math.max(heap, live);
        System.out.printf(
                "%,8d s %-10s %,10d labels, %,6d changes wait, live heap %.1f MiB%n",
                micros / 1_000_000, phase, labels, mill.feed.waiting(), live / 1024.0 / 1024);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
