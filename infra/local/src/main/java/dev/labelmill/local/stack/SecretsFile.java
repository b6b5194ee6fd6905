package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The vendors' webhook secrets, made up afresh for this cloud, in a file that only its owner may read. Vendors can be added
 * while functions read it: it is replaced whole.
 */
public final class SecretsFile {

    private static final int KEY_BYTES = 32;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ObjectNode> entries = new TreeMap<>();
    private final Map<String, Secret> webhookKeys = new HashMap<>();

    /** @param file to write; it is made at once, without any vendor */
    SecretsFile(Path file) {
        this.file = file;
        write();
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** Gives each vendor that has no secret yet one. */
    public synchronized void ensure(Collection<Vendor> vendors) {
        vendors.stream().filter(vendor -> !entries.containsKey(vendor.name())).forEach(this::add);
        write();
    }

    /** The keys of the vendors that sign, by name. */
    public synchronized Map<String, Secret> webhookKeys() {
        return Map.copyOf(webhookKeys);
    }

    private void add(Vendor vendor) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        String text = Base64.getEncoder().encodeToString(key);
        switch (vendor.format()) {
            case LABELMILL -> {
                entries.put(vendor.name(), entry("standard-webhooks", "whsec_" + text));
                webhookKeys.put(vendor.name(), Secret.ofWebhookKey(text));
            }
            case ARGILLA -> entries.put(vendor.name(), entry(vendor.format().id(), "whsec_" + text));
            case LABEL_STUDIO, LABELBOX, CVAT, SCALE, TOLOKA ->
                entries.put(vendor.name(), entry(vendor.format().id(), text));
            case GROUND_TRUTH -> {
                // It returns files, and signs nothing.
            }
        }
    }

    private static ObjectNode entry(String scheme, String secret) {
        return Json.object().put("scheme", scheme).put("current", secret);
    }

    private void write() {
        ObjectNode all = Json.object();
        entries.forEach(all::set);
        try {
            // Temporary files are made for their owner alone.
            Path fresh = Files.createTempFile(file.getParent(), "secrets-", ".json");
            Files.write(fresh, Json.write(all).getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            throw new UncheckedIOException(file + " cannot be written", full);
        }
    }
}
