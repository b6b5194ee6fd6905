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
 * {@code {"crowd":{"scheme":"standard-webhooks","current":"whsec_…","previous":"whsec_…","api":{"url":"https://…","key":"…"}}}}, where
 * {@code previous} is there only during a rotation, and {@code api} where tasks are pushed or labels fetched.
 *
 * @param byVendor by the vendor's name in batch.json
 */
public record VendorSecrets(Map<String, Entry> byVendor) {
    private static final Set<String> KEYS = Set.of("scheme", "current", "previous", "api");

    private static final Set<String> API_KEYS = Set.of("url", "key");

    /** Copies the map. */
    public VendorSecrets {
        byVendor = Map.copyOf(byVendor);
    }

    /**
     * One vendor's scheme and its valid secrets.
     *
     * @param api where its own API is, if tasks are pushed to it or labels fetched from it
     */
    public record Entry(VendorScheme scheme, SecretRing secrets, Optional<ApiAccess> api) {
        /** Of a vendor without an API. */
        public Entry(VendorScheme scheme, SecretRing secrets) {
            this(scheme, secrets, Optional.empty());
        }
    }

    /** What is known of a vendor. */
    public Optional<Entry> of(String vendor) {
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

    private static Entry entry(Field vendor) throws UnusableContent {
        Field scheme = vendor.member("scheme");
        requireKnownKeys(vendor, KEYS);
        VendorScheme known =
                VendorScheme.of(scheme.text()).orElseThrow(() -> scheme.fault("is none that Labelmill knows"));
        Secret current = secret(known, vendor.member("current"));
        Optional<Field> previous = vendor.optional("previous");
        return new Entry(
                known,
                previous.isEmpty() ? SecretRing.of(current) : SecretRing.of(current, secret(known, previous.get())),
                api(vendor.optional("api")));
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
