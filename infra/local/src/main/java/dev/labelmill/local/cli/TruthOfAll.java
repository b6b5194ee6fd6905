package dev.labelmill.local.cli;

import dev.labelmill.local.vendors.Simulation;
import dev.labelmill.local.vendors.Truth;
import java.io.IOException;

/** Whether simulated annotators know the answer for every item: a task that they cannot answer would keep the batch for ever. */
record TruthOfAll(ManifestFile manifest, Truth truth) {

    /** @throws Refusal naming the first line of the manifest whose item has no true label */
    void require() throws IOException {
        manifest.forEachItem((id, line) -> {
            if (truth.of(id).isEmpty()) {
                throw Refusal.ofInput(Simulation.TRUTH + " has no label for item \"" + id + "\" (" + manifest.name()
                        + ", line " + line + "), which simulated annotators need.");
            }
        });
    }
}
