package dev.labelmill.lambda.faults;

import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.vendor.ApiAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secrets that vendors sign with: replaced now and then, which each vendor learns some minutes later. */
final class Keyring implements SecretSource {

    private static final Duration GRACE = Duration.ofMinutes(10);

    private final List<String> vendors;
    private final Map<String, ApiAccess> apis;
    private final InstantSource clock;
    private final FaultPlan plan;
    private final Map<String, Rotation> rotations = new HashMap<>();
    private int made;

    /** @param learnt when the vendor begins to sign with the new one */
    private record Rotation(String before, String now, SecretRing valid, Instant learnt) {}

    /** @param apis of vendors that tasks are sent to, who call back as Scale does */
    Keyring(List<String> vendors, Map<String, ApiAccess> apis, InstantSource clock, FaultPlan plan) {
        this.vendors = vendors;
        this.apis = apis;
        this.clock = clock;
        this.plan = plan;
        for (String vendor : vendors) {
            String key = key();
            rotations.put(vendor, new Rotation(key, key, SecretRing.of(secret(vendor, key)), Instant.MIN));
        }
    }

    private String key() {
        byte[] secret = String.format("secret number %018d", ++made).getBytes(StandardCharsets.US_ASCII);
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    private VendorScheme scheme(String vendor) {
        return apis.containsKey(vendor) ? VendorScheme.SCALE : VendorScheme.STANDARD_WEBHOOKS;
    }

    private Secret secret(String vendor, String key) {
        return scheme(vendor).secret(key);
    }

    /** Replaces a secret, if that is a fault that happens; the former may stay valid for ten minutes, or none. */
    synchronized void rotate() {
        String vendor = vendors.get(plan.isTroubled() ? plan.below(vendors.size()) : 0);
        Rotation last = rotations.get(vendor);
        if (!last.learnt().isAfter(clock.instant()) && plan.strikes(FaultKind.SECRET_ROTATED)) {
            String key = key();
            SecretRing both = SecretRing.of(
                    secret(vendor, key),
                    secret(vendor, last.now()),
                    clock.instant().plus(GRACE));
            SecretRing valid = plan.below(2) == 0 ? both : SecretRing.of(secret(vendor, key));
            Instant learnt = clock.instant().plusSeconds(60 + plan.below(480));
            rotations.put(vendor, new Rotation(last.now(), key, valid, learnt));
        }
    }

    /** What a vendor signs with now. */
    synchronized String key(String vendor) {
        Rotation rotation = rotations.get(vendor);
        return rotation.learnt().isAfter(clock.instant()) ? rotation.before() : rotation.now();
    }

    @Override
    public synchronized VendorSecrets current() {
        Map<String, VendorSecrets.Entry> entries = new HashMap<>();
        rotations.forEach((vendor, rotation) -> entries.put(
                vendor,
                new VendorSecrets.Entry(scheme(vendor), rotation.valid(), Optional.ofNullable(apis.get(vendor)))));
        return new VendorSecrets(entries);
    }
}
