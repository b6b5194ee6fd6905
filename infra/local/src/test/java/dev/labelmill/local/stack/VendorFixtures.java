package dev.labelmill.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The documents in events/vendors: what must come of each, and the batches that they are about. */
final class VendorFixtures {

    /** Where they are. */
    static final Path FOLDER = VendorHouse.EVENTS.resolve("vendors");

    /** The batches whose tasks the documents answer. */
    static final List<VendorBatch> BATCHES = Stream.of(
                    WebhookFixtures.BATCHES,
                    StudioFixtures.BATCHES,
                    LabelboxFixtures.BATCHES,
                    GroundTruthFixtures.BATCHES,
                    FileFixtures.BATCHES)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, List<Passage>> EXPECTED = new HashMap<>();

    static {
        EXPECTED.putAll(WebhookFixtures.expected());
        EXPECTED.putAll(StudioFixtures.expected());
        EXPECTED.putAll(LabelboxFixtures.expected());
        EXPECTED.putAll(GroundTruthFixtures.expected());
        EXPECTED.putAll(FileFixtures.expected());
    }

    private VendorFixtures() {}

    /** By the file's name below the folder; null if nobody has said what must come of it. */
    static List<Passage> of(String file) {
        return EXPECTED.get(file);
    }

    /** A document as it is published. */
    static byte[] content(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A single choice's label type. */
    static String choices(String... classes) {
        return type("single-choice", classes);
    }

    /** A label type as batch.json has it. */
    static String type(String kind, String... classes) {
        return "{\"kind\": \"" + kind + "\", \"classes\": [\"" + String.join("\", \"", classes) + "\"]}";
    }
}
