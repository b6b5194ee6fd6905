package dev.labelmill.local.cli;

import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.vendors.SimulatedVendors;
import dev.labelmill.local.vendors.Simulation;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One batch folder on a cloud that is up, from upload to results, with the vendors simulated that it has no real ones of.
 *
 * @param results where its results go
 * @param out     where to say how far it is
 */
record BatchRun(BatchFolder batch, ResultFolder results, LocalCloud cloud, PrintWriter out) {

    /** System property telling that the output is a terminal; the launcher knows, this JVM cannot on every release. */
    private static final String TERMINAL = "labelmill.terminal";

    /** Longer than any deadline of the samples' vendors and any function's time limit. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Returns once it is done and its results are downloaded. */
    Summary label() throws InterruptedException {
        InstantSource clock = InstantSource.system();
        ProgressLine line = new ProgressLine(out, Boolean.getBoolean(TERMINAL), clock);
        out.println("Labelling " + batch.settings().batch() + " on this machine, in " + cloud.folder());
        cloud.secrets().ensure(batch.settings().vendors());
        RealVendors.announce(batch, cloud, out);
        try (SimulatedVendors vendors = simulated(line)) {
            cloud.onObject(vendors);
            long start = clock.millis();
            new Upload(cloud.bucket()).send(batch);
            ProgressReader progress =
                    new ProgressReader(cloud.table(), batch.settings().batch());
            RefusalReader refusal =
                    new RefusalReader(cloud.table(), batch.settings().batch(), clock);
            Optional<Duration> patience = RealVendors.of(batch).isEmpty() ? Optional.of(PATIENCE) : Optional.empty();
            new BatchWatch(batch.settings().batch(), progress, refusal, line, patience, clock).awaitDone();
            Duration took = Duration.ofMillis(clock.millis() - start);
            new Download(cloud.bucket()).results(batch.settings().batch(), results);
            return Summary.of(batch, results, took, cloud);
        }
    }

    private SimulatedVendors simulated(ProgressLine line) {
        return new SimulatedVendors(
                batch.simulation().orElseGet(Simulation::none),
                cloud.bucket(),
                cloud.webhook(),
                cloud.secrets().webhookKeys(),
                line::say);
    }
}
