package dev.labelmill.lambda.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ApiAccess;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The vendors' schemes and secrets at a time:
 * {@code {"crowd":{"scheme":"standard-webhooks","current":"whsec_…","previous":"whsec_…","previousUntil":"2026-12-01T00:00:00Z",
 * "rate":{"perSecond":50,"burst":200},"api":{"url":"https://…","key":"…"}}}}, where {@code previous} is there only during a rotation,
 * {@code previousUntil} where the rotation is to end by itself, {@code rate} where the vendor is held to less than
 * {@link Rate#DEFAULT}, and {@code api} where tasks are pushed or labels fetched.
 *
 * @param byVendor   by the vendor's name in batch.json
 * @param unreadable vendors whose secret is there and cannot be used, and why: nothing of theirs can be judged
 */
public record VendorSecrets(Map<String, Entry> byVendor, Map<String, SecretsUnreadable> unreadable) {
    private static final Set<String> KEYS = Set.of("scheme", "current", "previous", "previousUntil", "rate", "api");

    private static final Set<String> API_KEYS = Set.of("url", "key");

    private static final Set<String> RATE_KEYS = Set.of("perSecond", "burst");

    /** Copies the maps. */
    public VendorSecrets {
        byVendor = Map.copyOf(byVendor);
        unreadable = Map.copyOf(unreadable);
    }

    /** Of vendors that can all be used. */
    public VendorSecrets(Map<String, Entry> byVendor) {
        this(byVendor, Map.of());
    }

    /**
     * One vendor's scheme and its valid secrets.
     *
     * @param api  where its own API is, if tasks are pushed to it or labels fetched from it
     * @param rate how many deliveries are taken of it
     */
    public record Entry(VendorScheme scheme, SecretRing secrets, Optional<ApiAccess> api, Rate rate) {
        /** Of a vendor at the default rate. */
        public Entry(VendorScheme scheme, SecretRing secrets, Optional<ApiAccess> api) {
            this(scheme, secrets, api, Rate.DEFAULT);
        }

        /** Of a vendor without an API. */
        public Entry(VendorScheme scheme, SecretRing secrets) {
            this(scheme, secrets, Optional.empty());
        }
    }

    /**
     * What is known of a vendor.
     *
     * @throws SecretsUnreadable when there is something and it cannot be used
     */
    public Optional<Entry> of(String vendor) {
        SecretsUnreadable slip = unreadable.get(vendor);
        if (slip != null) {
            throw new SecretsUnreadable(slip.getMessage(), slip);
        }
        return Optional.ofNullable(byVendor.get(vendor));
    }

    /**
     * Reads the secrets file's content.
     *
     * @throws SecretsUnreadable when it is not as above, naming the key; a key that is not known is an error, since it
     *     is more likely a slip than an extra
     */
    public static VendorSecrets parse(byte[] json) {
        try {
            JsonNode root = StrictJson.read(json).node();
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> vendor : root.properties()) {
                entries.put(vendor.getKey(), entry(new Field(vendor.getKey(), vendor.getValue())));
            }
            return new VendorSecrets(entries);
        } catch (UnusableContent invalid) {
            throw new SecretsUnreadable("the secrets file cannot be used: " + invalid.getMessage(), invalid);
        }
    }

    /**
     * Reads one vendor's entry alone.
     *
     * @throws SecretsUnreadable when it is not as above, naming the vendor and the key
     */
    static Entry parseEntry(String vendor, byte[] json) {
        try {
            return entry(new Field(vendor, StrictJson.read(json).node()));
        } catch (UnusableContent invalid) {
            throw new SecretsUnreadable(
                    "the secret of vendor \"" + vendor + "\" cannot be used: " + invalid.getMessage(), invalid);
        }
    }

    private static Entry entry(Field vendor) throws UnusableContent {
        Field scheme = vendor.member("scheme");
        requireKnownKeys(vendor, KEYS);
        VendorScheme known =
                VendorScheme.of(scheme.text()).orElseThrow(() -> scheme.fault("is none that Labelmill knows"));
        return new Entry(known, ring(known, vendor), api(vendor.optional("api")), rate(vendor.optional("rate")));
    }

    private static SecretRing ring(VendorScheme scheme, Field vendor) throws UnusableContent {
        Secret current = secret(scheme, vendor.member("current"));
        Optional<Field> previous = vendor.optional("previous");
        Optional<Field> until = vendor.optional("previousUntil");
        if (previous.isEmpty()) {
            if (until.isPresent()) {
                throw until.get().fault("is given without previous");
            }
            return SecretRing.of(current);
        }
        Secret former = secret(scheme, previous.get());
        return until.isPresent()
                ? SecretRing.of(current, former, until.get().instant())
                : SecretRing.of(current, former);
    }

    private static Rate rate(Optional<Field> given) throws UnusableContent {
        if (given.isEmpty()) {
            return Rate.DEFAULT;
        }
        Field rate = given.get();
        requireKnownKeys(rate, RATE_KEYS);
        try {
            return new Rate(
                    rate.member("perSecond").integer(), rate.member("burst").integer());
        } catch (IllegalArgumentException unfit) {
            throw rate.fault("cannot be used: " + unfit.getMessage());
        }
    }

    private static Optional<ApiAccess> api(Optional<Field> given) throws UnusableContent {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Field api = given.get();
        requireKnownKeys(api, API_KEYS);
        try {
            return Optional.of(new ApiAccess(
                    URI.create(api.member("url").text()), api.member("key").text()));
        } catch (IllegalArgumentException unfit) {
            throw api.fault("has no usable url: it must begin with https:// and name a host");
        }
    }

    private static Secret secret(VendorScheme scheme, Field field) throws UnusableContent {
        try {
            return scheme.secret(field.text());
        } catch (IllegalArgumentException unfit) {
            throw field.fault("cannot be used: " + unfit.getMessage());
        }
    }

    private static void requireKnownKeys(Field vendor, Set<String> keys) throws UnusableContent {
        for (Iterator<String> names = vendor.node().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!keys.contains(name)) {
                throw new Field(vendor.path() + "." + name, vendor.node()).fault("is not a key of a vendor's secrets");
            }
        }
    }
}
