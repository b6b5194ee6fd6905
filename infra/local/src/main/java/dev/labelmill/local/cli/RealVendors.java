package dev.labelmill.local.cli;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.vendors.Simulation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** The vendors of a batch that nobody simulates: somebody must answer for them, and needs to know where. */
final class RealVendors {

    private RealVendors() {}

    /** Their names. */
    static List<String> of(BatchFolder batch) {
        Set<String> simulated = batch.simulation().map(Simulation::names).orElse(Set.of());
        return batch.settings().vendors().stream()
                .map(Vendor::name)
                .filter(name -> !simulated.contains(name))
                .toList();
    }

    /** Says where their tasks are, where their labels are taken, and where their secrets are; nothing if there are none. */
    static void announce(BatchFolder batch, LocalCloud cloud, PrintWriter out) {
        List<String> names = of(batch);
        if (names.isEmpty()) {
            return;
        }
        out.println("Nobody simulates " + String.join(", ", names) + ", so this waits for real webhooks:");
        for (String name : names) {
            out.println("  POST " + cloud.webhook() + "/webhooks/" + name);
        }
        out.println("  Tasks    s3://" + cloud.bucket().name() + "/outbox/<vendor>/"
                + batch.settings().batch() + "/ at " + cloud.s3());
        out.println("  Secrets  " + cloud.secrets().path());
    }
}
