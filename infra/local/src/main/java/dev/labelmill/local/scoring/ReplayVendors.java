package dev.labelmill.local.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.consensus.Index;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who works for whom, and for how much: {@code {"vendors": [{"name", "pricePerLabel", "workers": [...]}, ...]}}, the last
 * vendor without workers having all others.
 *
 * @param vendors by worker
 * @param nanos   price of a label by vendor, in nano-dollars
 */
public record ReplayVendors(Map<String, String> vendors, Map<String, Long> nanos) {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    /** Copies the maps. */
    public ReplayVendors {
        vendors = Map.copyOf(vendors);
        nanos = Map.copyOf(nanos);
    }

    /**
     * Reads them.
     *
     * @param workers of the table, each of whom needs a vendor
     * @throws UnusableTable if the file is not as above
     */
    public static ReplayVendors read(Path file, Index workers) {
        try {
            return of(Fields.of(json(file)), workers);
        } catch (IllegalArgumentException wrong) {
            throw UnusableTable.of(file, "cannot be used: " + wrong.getMessage());
        }
    }

    private static JsonNode json(Path file) {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw UnusableTable.of(file, "cannot be read; check its name");
        }
    }

    private static ReplayVendors of(Fields fields, Index workers) {
        Map<String, String> named = new HashMap<>();
        Map<String, Long> nanos = new LinkedHashMap<>();
        String rest = null;
        for (Fields vendor : fields.objects("vendors")) {
            String name = vendor.string("name");
            if (nanos.put(name, price(vendor)) != null) {
                throw new IllegalArgumentException(vendor.at("name") + " \"" + name + "\" is given twice");
            }
            if (vendor.has("workers")) {
                vendor.strings("workers").forEach(worker -> {
                    if (named.put(worker, name) != null) {
                        throw new IllegalArgumentException("worker \"" + worker + "\" works for two vendors");
                    }
                });
            } else if (rest == null) {
                rest = name;
            } else {
                throw new IllegalArgumentException(vendor.at("workers") + " is missing, and so is \"" + rest + "\"'s");
            }
            vendor.requireNothingElse();
        }
        fields.requireNothingElse();
        return new ReplayVendors(vendors(workers.names(), named, rest), nanos);
    }

    private static Map<String, String> vendors(List<String> workers, Map<String, String> named, String rest) {
        Map<String, String> vendors = new HashMap<>();
        for (String worker : workers) {
            String vendor = named.getOrDefault(worker, rest);
            if (vendor == null) {
                throw new IllegalArgumentException("worker \"" + worker
                        + "\" has no vendor; name one, or leave out the workers of the vendor that has all others");
            }
            vendors.put(worker, vendor);
        }
        return vendors;
    }

    private static long price(Fields vendor) {
        BigDecimal dollars = vendor.decimal("pricePerLabel");
        try {
            long nanos = dollars.multiply(NANOS).longValueExact();
            if (nanos >= 0) {
                return nanos;
            }
        } catch (ArithmeticException tooFine) {
            // Said below.
        }
        throw new IllegalArgumentException(
                vendor.at("pricePerLabel") + " must be US dollars, not negative, with at most nine decimals");
    }
}
