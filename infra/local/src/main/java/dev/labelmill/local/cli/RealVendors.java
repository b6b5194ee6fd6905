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
        batch.settings().vendors().stream()
                .filter(vendor -> names.contains(vendor.name()))
                .forEach(vendor -> lines(batch, vendor, cloud).forEach(out::println));
        out.println("  Secrets  " + cloud.secrets().path());
    }

    /** Where a vendor's tasks are, which depends on how they are delivered, and where its labels go. */
    private static List<String> lines(BatchFolder batch, Vendor vendor, LocalCloud cloud) {
        String name = vendor.name();
        String tasks = switch (vendor.delivery().way()) {
            case OUTBOX ->
                "Tasks    s3://" + cloud.bucket().name() + "/outbox/" + name + "/"
                        + batch.settings().batch() + "/ at " + cloud.s3();
            case PULL -> "GET  " + cloud.webhook() + "/tasks/" + name + "?annotator=<name>, signed (docs/pull.md)";
            case PUSH -> "Tasks    are sent to the API of " + name;
        };
        return List.of("  " + tasks, "  POST " + cloud.webhook() + "/webhooks/" + name);
    }
}
