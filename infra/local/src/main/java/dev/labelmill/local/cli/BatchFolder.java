package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ModelDescription;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.local.vendors.Simulation;
import dev.labelmill.local.vendors.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A batch folder, found complete.
 *
 * @param path         the folder
 * @param settings     of the batch, whose id is the folder's name
 * @param settingsText batch.json as it is to be uploaded
 * @param manifest     the file of items
 * @param simulation   the vendors to simulate; empty if all are real
 * @param gold         ids of the items with a known answer
 * @param truth        the true labels, if the folder has them
 */
record BatchFolder(
        Path path,
        BatchSettings settings,
        byte[] settingsText,
        Path manifest,
        Optional<Simulation> simulation,
        Set<String> gold,
        Optional<Truth> truth) {

    private static final String SETTINGS = "batch.json";
    private static final List<String> MANIFESTS = List.of("manifest.jsonl", "manifest.jsonl.gz");

    /**
     * Reads and checks a folder, and what simulates its vendors.
     *
     * @param seed     to use instead of those in batch.json and annotators.json
     * @param settings to use instead of the folder's batch.json
     * @throws Refusal saying what is missing or wrong
     */
    static BatchFolder open(Path folder, OptionalLong seed, Optional<Path> settings) {
        return reading(folder, there -> uploaded(there, seed, settings).simulated(seed));
    }

    /**
     * Reads and checks what of a folder is uploaded, and nothing else: no vendor is simulated.
     *
     * @throws Refusal saying what is missing or wrong
     */
    static BatchFolder ofUpload(Path folder) {
        return reading(folder, there -> uploaded(there, OptionalLong.empty(), Optional.empty()));
    }

    private static BatchFolder reading(Path folder, Reading reading) {
        if (!Files.isDirectory(folder)) {
            throw Refusal.ofInput(
                    Files.exists(folder) ? folder + " is not a folder." : "There is no folder " + folder + ".");
        }
        try {
            return reading.of(folder.toRealPath());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(folder + " cannot be read", unreadable);
        }
    }

    /** One way to read a folder that is there. */
    private interface Reading {
        BatchFolder of(Path folder) throws IOException;
    }

    /** Files to upload besides batch.json, which the settings name. */
    List<Path> uploads() {
        List<Path> files = new ArrayList<>();
        settings.companions().forEach(file -> files.add(path.resolve(file)));
        files.addAll(modelFiles(path, settings));
        files.add(manifest);
        return files;
    }

    /** The user's own model in the folder, its description and what that names; none if batches share it. */
    private static List<Path> modelFiles(Path folder, BatchSettings settings) {
        Optional<String> model = settings.prelabel().ownModel().filter(name -> !name.startsWith("models/"));
        if (model.isEmpty()) {
            return List.of();
        }
        Path description = present(folder, ModelDescription.of(model.get()));
        List<Path> files = new ArrayList<>(List.of(description, present(folder, model.get())));
        try {
            ModelDescription.filesBeside(Files.readAllBytes(description))
                    .forEach(name -> files.add(present(folder, name)));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.ofFile(description.getFileName().toString(), wrong.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(description + " cannot be read", unreadable);
        }
        return files;
    }

    private static Path present(Path folder, String file) {
        if (!Files.isRegularFile(folder.resolve(file))) {
            throw Refusal.ofInput(folder + " has no " + file + ", which batch.json asks for.");
        }
        return folder.resolve(file);
    }

    private static BatchFolder uploaded(Path folder, OptionalLong seed, Optional<Path> chosen) throws IOException {
        Path settingsFile = chosen.orElse(folder.resolve(SETTINGS));
        String batch = folder.getFileName().toString();
        if (!Layout.BATCH_ID.matcher(batch).matches()) {
            throw Refusal.ofInput("The folder's name becomes the batch's, so it must be 1 to 64 letters, digits, dots,"
                    + " dashes or underscores, not \"" + batch + "\".");
        }
        byte[] text = settingsText(settingsFile, seed);
        BatchSettings settings = settings(batch, settingsFile, text);
        Path manifest = MANIFESTS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> Refusal.ofInput(folder + " has no manifest.jsonl."));
        settings.companions().forEach(companion -> present(folder, companion));
        modelFiles(folder, settings);
        CompanionFiles companions = new CompanionFiles(folder, settingsFile, settings);
        companions.requireRules();
        Set<String> gold = companions.gold();
        return new BatchFolder(folder, settings, text, manifest, Optional.empty(), gold, Optional.empty());
    }

    /** The same with what simulates its vendors, if the folder has that. */
    private BatchFolder simulated(OptionalLong seed) throws IOException {
        // First, for annotators.json that needs it would be named as wrong otherwise.
        Optional<Truth> known = truth(path, settings);
        Optional<Simulation> vendors = simulation(path, settings, seed);
        if (vendors.isPresent() && vendors.get().needsTruth()) {
            new TruthOfAll(new ManifestFile(manifest), known.orElseThrow()).require();
        }
        return new BatchFolder(path, settings, settingsText, manifest, vendors, gold, known);
    }

    private static byte[] settingsText(Path file, OptionalLong seed) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Refusal.ofInput(
                    file.endsWith(SETTINGS) ? file.getParent() + " has no batch.json." : file + " is not a file.");
        }
        byte[] text = Files.readAllBytes(file);
        if (seed.isEmpty()) {
            return text;
        }
        try {
            return Json.parse(text) instanceof ObjectNode object
                    ? Json.write(object.put("seed", seed.getAsLong())).getBytes(StandardCharsets.UTF_8)
                    : text;
        } catch (IllegalArgumentException broken) {
            // Reading the settings says what is broken.
            return text;
        }
    }

    private static BatchSettings settings(String batch, Path file, byte[] text) {
        try {
            return BatchSettingsReader.read(batch, text);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.ofFile(file.getFileName().toString(), wrong.getMessage());
        }
    }

    private static Optional<Simulation> simulation(Path folder, BatchSettings settings, OptionalLong seed) {
        if (!Simulation.isIn(folder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Simulation.read(folder, settings, seed));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.ofInput(wrong.getMessage() + ".");
        }
    }

    private static Optional<Truth> truth(Path folder, BatchSettings settings) {
        Path file = folder.resolve(Simulation.TRUTH);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Truth.read(file, settings.labelType()));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.ofInput(wrong.getMessage() + ".");
        }
    }
}
