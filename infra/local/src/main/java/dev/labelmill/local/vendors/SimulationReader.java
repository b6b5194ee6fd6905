package dev.labelmill.local.vendors;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads annotators.json; its form is described in {@code events/batches/README.md}. */
final class SimulationReader {

    private static final Habits NONE = new Habits(0, false, Duration.ZERO, Duration.ZERO);

    private final Path folder;
    private final BatchSettings settings;

    SimulationReader(Path folder, BatchSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    Simulation read(OptionalLong seed) {
        try {
            Fields fields = Fields.of(Json.parse(Files.readAllBytes(folder.resolve(Simulation.FILE))));
            long own = fields.whole("seed", 0);
            Draw draw = new Draw(seed.orElse(own));
            Map<String, SimulatedVendor> vendors = new LinkedHashMap<>();
            for (Fields vendor : fields.objects("vendors")) {
                SimulatedVendor read = vendor(vendor, draw);
                if (vendors.put(read.name(), read) != null) {
                    throw new IllegalArgumentException(vendor.at("name") + " is there twice: " + read.name());
                }
            }
            fields.requireNothingElse();
            return new Simulation(draw.seed(), vendors);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(Simulation.FILE + ": " + wrong.getMessage(), wrong);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private SimulatedVendor vendor(Fields fields, Draw draw) {
        String name = fields.string("name");
        Vendor asked = settings.vendor(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        fields.at("name") + " \"" + name + "\" is no vendor of batch.json"));
        if (asked.format() != Vendor.Format.LABELMILL) {
            throw new IllegalArgumentException("vendor " + name + " cannot be simulated: its format is not labelmill");
        }
        if (asked.delivery().way() == Delivery.Way.PULL) {
            throw new IllegalArgumentException("vendor " + name
                    + " cannot be simulated: its delivery is pull, and simulated annotators ask for no tasks");
        }
        String kind = fields.string("kind");
        SimulatedVendor vendor = switch (kind) {
            case "simulated" -> new SimulatedVendor(name, drawn(fields, draw), habits(fields));
            case "replay" -> new SimulatedVendor(name, recorded(fields), habits(fields));
            case "silent" -> new SimulatedVendor(name, Workforce.silent(), NONE);
            default ->
                throw new IllegalArgumentException(
                        fields.at("kind") + " must be \"simulated\", \"replay\" or \"silent\", not \"" + kind + "\"");
        };
        fields.requireNothingElse();
        return vendor;
    }

    private Workforce drawn(Fields fields, Draw draw) {
        List<Annotator> annotators =
                fields.objects("annotators").stream().map(this::annotator).toList();
        return new DrawnAnnotators(draw, annotators, Truth.read(existing(Simulation.TRUTH), settings.labelType()));
    }

    private Workforce recorded(Fields fields) {
        return RecordedJudgements.read(existing(fields.string("replay")));
    }

    private Path existing(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("its vendors need " + name + ", which is not in " + folder);
        }
        return file;
    }

    private Annotator annotator(Fields fields) {
        try {
            fields.requireAmong("name", "accuracy", "confusions", "bias", "secondsMedian", "secondsSigma");
            return new Annotator(
                    fields.string("name"),
                    number(fields, "accuracy"),
                    fields.optionalObject("confusions").map(this::confusions).orElseGet(Map::of),
                    fields.optionalObject("bias").map(this::bias),
                    number(fields, "secondsMedian"),
                    number(fields, "secondsSigma"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "annotator " + fields.string("name", "?") + ": " + wrong.getMessage(), wrong);
        }
    }

    private Map<String, Map<String, Double>> confusions(Fields fields) {
        Map<String, Map<String, Double>> confusions = new HashMap<>();
        for (String truth : classes().classes()) {
            fields.optionalObject(truth).ifPresent(wrong -> confusions.put(truth, chances(wrong)));
        }
        fields.requireNothingElse();
        return confusions;
    }

    private Map<String, Double> chances(Fields fields) {
        Map<String, Double> chances = new HashMap<>();
        for (String answer : classes().classes()) {
            if (fields.has(answer)) {
                chances.put(answer, number(fields, answer));
            }
        }
        fields.requireNothingElse();
        return chances;
    }

    private Annotator.Bias bias(Fields fields) {
        Annotator.Bias bias = new Annotator.Bias(fields.string("to"), number(fields, "rate"));
        if (classes().indexOf(bias.to()).isEmpty()) {
            throw new IllegalArgumentException(fields.at("to") + " \"" + bias.to() + "\" is no class of batch.json");
        }
        fields.requireNothingElse();
        return bias;
    }

    private Habits habits(Fields fields) {
        List<Long> delays = fields.wholes("delayMillis");
        if (delays.size() != 2) {
            throw new IllegalArgumentException(
                    fields.at("delayMillis") + " must hold the shortest and the longest time");
        }
        return new Habits(
                fields.has("duplicates") ? number(fields, "duplicates") : 0,
                fields.flag("shuffle", false),
                Duration.ofMillis(delays.get(0)),
                Duration.ofMillis(delays.get(1)));
    }

    private static double number(Fields fields, String name) {
        return fields.decimal(name).doubleValue();
    }

    private SingleChoice classes() {
        if (settings.labelType() instanceof SingleChoice classes) {
            return classes;
        }
        throw new IllegalArgumentException("simulated annotators answer single choices, and batch.json asks for "
                + settings.labelType().kind());
    }
}
