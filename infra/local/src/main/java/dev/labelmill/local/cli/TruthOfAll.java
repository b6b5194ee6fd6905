package dev.labelmill.local.cli;

import dev.labelmill.lambda.prelabel.Item;
import dev.labelmill.local.vendors.Simulation;
import dev.labelmill.local.vendors.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Whether simulated annotators know the answer for every item: a task that they cannot answer would keep the batch for ever. */
record TruthOfAll(Path manifest, Truth truth) {

    /** @throws Refusal naming the first line of the manifest whose item has no true label */
    void require() throws IOException {
        long number = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(content(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                Optional<String> unknown = id(line).filter(id -> truth.of(id).isEmpty());
                if (unknown.isPresent()) {
                    throw Refusal.ofInput(Simulation.TRUTH + " has no label for item \"" + unknown.get() + "\" ("
                            + manifest.getFileName() + ", line " + number + "), which simulated annotators need.");
                }
            }
        }
    }

    private InputStream content() throws IOException {
        InputStream file = Files.newInputStream(manifest);
        return manifest.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
    }

    /** Lines that make no item are no task either: the batch goes on without them. */
    private static Optional<String> id(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            return Optional.of(Item.read(bytes, 0, bytes.length).id());
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }
}
