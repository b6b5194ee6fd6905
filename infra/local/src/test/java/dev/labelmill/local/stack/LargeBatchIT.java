package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.local.vendors.SimulatedVendors;
import dev.labelmill.local.vendors.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches through the packaged functions as real processes: a large one, and one whose processes are killed. */
@Tag("large")
class LargeBatchIT {

    private static final Duration LIMIT = Duration.ofMinutes(60);
    private static final double GROWTH = 1.10;
    private static final int WIDE_CHUNK = 1 << 18;

    /** How many processes are killed in all, docs/faults.md. */
    private static final int KILLS = Integer.getInteger("labelmill.faults.kills", 20);

    private static final int MOST_KILLS_A_RUN = 40;
    /** Long enough for the last invocations to end and the stream's readers to come to rest. */
    private static final long REST_MILLIS = 10_000;

    @TempDir
    Path temp;

    private interface Disturbance {
        void tick(LocalCloud cloud);
    }

    private record End(
            Map<String, Long> heaps,
            Map<String, String> facts,
            List<String> labels,
            Map<String, Long> totals,
            Map<String, Map<String, Long>> folded,
            Map<String, Map<String, Long>> scanned) {}

    @Test
    void memory_does_not_grow_with_the_batch() throws Exception {
        assertFlat(
                new TextBatch("ten-thousand", 10_000, 0.98, 600, 60),
                new TextBatch("hundred-thousand", 100_000, 0.98, 600, 60),
                9);
    }

    @Test
    void memory_does_not_grow_with_a_batch_that_learns_in_rounds() throws Exception {
        assertFlat(
                new TextBatch("ten-thousand", 10_000, 0.98, 600, 60, true),
                new TextBatch("hundred-thousand", 100_000, 0.98, 600, 60, true),
                10);
    }

    @Test
    void memory_does_not_grow_up_to_a_million_items() throws Exception {
        assertFlat(
                new TextBatch("hundred-thousand", 100_000, 0.999, 600, 60, true, WIDE_CHUNK),
                new TextBatch("million", 1_000_000, 0.999, 600, 60, true, WIDE_CHUNK),
                10);
    }

    /** Chunks of both are of the same length, since a function's memory may depend on it. */
    private void assertFlat(TextBatch fewer, TextBatch more, int functions) throws Exception {
        End small = run(fewer, cloud -> {});
        System.out.printf("live heap in bytes at %,d items: %s%n", fewer.items(), small.heaps());
        End large = run(more, cloud -> {});
        System.out.printf("live heap in bytes at %,d items: %s%n", more.items(), large.heaps());

        assertThat(large.totals().get(Names.ITEMS)).isEqualTo(more.items());
        assertThat(large.totals().get(Names.AUTO_ACCEPTED)).isGreaterThanOrEqualTo(more.items() / 10 * 9L);
        assertThat(large.folded()).as("tallies against a scan of the table").isEqualTo(large.scanned());
        assertThat(small.heaps()).hasSize(functions);
        large.heaps()
                .forEach((function, bytes) -> assertThat((double) bytes)
                        .as("live heap of %s", function)
                        .isLessThanOrEqualTo(GROWTH * small.heaps().get(function)));
    }

    @Test
    void killed_processes_change_nothing() throws Exception {
        assertUndisturbed(new TextBatch("killed", 2000, 0.7, 200, 60));
    }

    @Test
    void killed_processes_change_nothing_in_rounds() throws Exception {
        assertUndisturbed(new TextBatch("killed", 2000, 0.98, 100, 60, true));
    }

    /** The batch is run again until as many processes were killed as are wanted. */
    private void assertUndisturbed(TextBatch batch) throws Exception {
        End calm = run(batch, cloud -> {});
        SplittableRandom random = new SplittableRandom(9);
        int kills = 0;
        for (int run = 1; kills < KILLS; run++) {
            int most = Math.min(MOST_KILLS_A_RUN, KILLS - kills);
            int[] killed = {0};
            End end = run(batch, cloud -> {
                String victim =
                        cloud.functions().get(random.nextInt(cloud.functions().size()));
                if (killed[0] < most && cloud.kill(victim)) {
                    killed[0]++;
                }
            });
            kills += killed[0];
            System.out.printf("%s, run %d: %d processes killed, %d in all%n", batch.name(), run, killed[0], kills);

            assertThat(killed[0]).as("processes killed in run %d", run).isPositive();
            assertThat(end.facts()).isEqualTo(calm.facts());
            assertThat(end.labels()).isEqualTo(calm.labels());
            assertThat(end.totals()).isEqualTo(calm.totals());
            assertThat(end.folded()).as("tallies against a scan of the table").isEqualTo(end.scanned());
        }
    }

    private End run(TextBatch made, Disturbance disturbance) throws Exception {
        Path folder = made.write(temp);
        BatchSettings settings =
                BatchSettingsReader.read(made.name(), Files.readAllBytes(folder.resolve("batch.json")));
        Simulation simulation = Simulation.read(folder, settings, OptionalLong.empty());
        LocalCloud.Options options = new LocalCloud.Options(Optional.empty(), 0, false, Optional.empty());
        try (LocalCloud cloud = LocalCloud.start(Distribution.installed().orElseThrow(), options)) {
            cloud.secrets().ensure(settings.vendors());
            try (SimulatedVendors vendors = new SimulatedVendors(
                    simulation, cloud.bucket(), cloud.webhook(), cloud.secrets().webhookKeys(), complaint -> {})) {
                cloud.onObject(vendors);
                upload(cloud, folder, settings);
                await(cloud, made.name(), disturbance);
            }
            Thread.sleep(REST_MILLIS);
            Resources resources = cloud.resources();
            return new End(
                    LiveHeaps.of(cloud),
                    CanonicalState.facts(resources),
                    CanonicalState.labels(resources, made.name()),
                    CanonicalState.totals(resources, made.name()),
                    CanonicalState.folded(resources),
                    CanonicalState.scanned(resources));
        }
    }

    private static void upload(LocalCloud cloud, Path folder, BatchSettings settings) throws IOException {
        List<String> names = new ArrayList<>(settings.companions());
        names.add("batch.json");
        names.add("manifest.jsonl");
        for (String name : names) {
            cloud.bucket()
                    .put(
                            "batches/" + settings.batch() + "/" + name,
                            "application/json",
                            Files.readAllBytes(folder.resolve(name)));
        }
    }

    private static void await(LocalCloud cloud, String id, Disturbance disturbance) throws InterruptedException {
        BatchStore batches = new BatchStore(cloud.table());
        Instant end = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(end)) {
            Thread.sleep(1500);
            Optional<Batch> batch = batches.get(id);
            if (batch.isPresent() && batch.get().phase().isFinal()) {
                assertThat(batch.get().phase()).as(batch.get().note()).isEqualTo(Phase.DONE);
                return;
            }
            disturbance.tick(cloud);
        }
        throw new AssertionError("batch " + id + " is not over after " + LIMIT);
    }

    /**
     * The largest live heap of each function's processes, after full collections that {@code jcmd} asks for: not each of them
     * has done everything that its function does, and has loaded the classes for it.
     */
    private static final class LiveHeaps {

        /**
         * The serial collector compacts the old generation all the way only every fourth time
         * (MarkSweepAlwaysCompactCount); otherwise it leaves some dead space, which a histogram counts as int arrays.
         */
        private static final int COLLECTIONS = 4;

        static Map<String, Long> of(LocalCloud cloud) throws IOException, InterruptedException {
            Map<String, Long> heaps = new TreeMap<>();
            for (Map.Entry<String, List<Long>> function :
                    cloud.livingProcesses().entrySet()) {
                for (long process : function.getValue()) {
                    heaps.merge(function.getKey(), liveBytes(process), Math::max);
                }
            }
            return heaps;
        }

        /** The last line of a class histogram is the total: {@code Total <instances> <bytes>}. */
        private static long liveBytes(long pid) throws IOException, InterruptedException {
            for (int i = 0; i < COLLECTIONS; i++) {
                jcmd(pid, "GC.run");
            }
            List<String> lines = jcmd(pid, "GC.class_histogram");
            String[] total = lines.get(lines.size() - 1).trim().split("\\s+");
            return Long.parseLong(total[2]);
        }

        private static List<String> jcmd(long pid, String command) throws IOException, InterruptedException {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            command)
                    .redirectErrorStream(true)
                    .start();
            List<String> lines = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(jcmd.waitFor()).as(String.join("\n", lines)).isZero();
            return lines;
        }
    }
}
