package dev.labelmill.local.vendors;

import dev.labelmill.core.batch.BatchSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The vendors that a batch folder simulates, with all they know. */
public final class Simulation {

    /** The file that describes them. */
    public static final String FILE = "annotators.json";

    /** The file that simulated annotators know the answers from. */
    public static final String TRUTH = "truth.jsonl";

    private final long seed;
    private final Map<String, SimulatedVendor> vendors;

    Simulation(long seed, Map<String, SimulatedVendor> vendors) {
        this.seed = seed;
        this.vendors = new LinkedHashMap<>(vendors);
    }

    /** No vendor is simulated. */
    public static Simulation none() {
        return new Simulation(0, Map.of());
    }

    /** Whether {@code folder} simulates any vendors. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * Reads {@value #FILE} and what it names.
     *
     * @param settings of the batch, whose vendors it must name
     * @param seed     instead of the file's own, if present
     * @throws IllegalArgumentException saying in one sentence what is wrong, with the file's name
     */
    public static Simulation read(Path folder, BatchSettings settings, OptionalLong seed) {
        return new SimulationReader(folder, settings).read(seed);
    }

    /** Names of the simulated vendors; those of the batch that are not among them are real. */
    public Set<String> names() {
        return Set.copyOf(vendors.keySet());
    }

    /** Whether any of them knows answers from {@value #TRUTH}, which must then have one for each item. */
    public boolean needsTruth() {
        return vendors.values().stream().anyMatch(vendor -> vendor.workforce() instanceof DrawnAnnotators);
    }

    long seed() {
        return seed;
    }

    Collection<SimulatedVendor> vendors() {
        return vendors.values();
    }
}
