package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.secret.SecretsUnreadable;
import dev.labelmill.lambda.vendor.ApiAccess;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads users' endpoints:
 * {@code {"ops":{"url":"https://…","current":"whsec_…","previous":"whsec_…","types":["batch.phase"],"projects":["demo"]}}}, where
 * {@code previous} is there only during a rotation, and {@code types} and {@code projects} only to leave others out.
 */
public final class Endpoints {

    private static final Set<String> KEYS = Set.of("url", "current", "previous", "types", "projects");
    private static final Set<String> TYPES =
            Set.of(Notice.BATCH_PHASE, Notice.BATCH_CERTIFIED, Notice.BUDGET_USED, Notice.TASK_REJECTED);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Endpoints() {}

    /**
     * Reads them.
     *
     * @throws SecretsUnreadable when they are not as above, naming the key and repeating no secret
     */
    public static List<Endpoint> parse(byte[] json) {
        try {
            List<Endpoint> endpoints = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry :
                    StrictJson.read(json).node().properties()) {
                endpoints.add(endpoint(entry.getKey(), new Field(entry.getKey(), entry.getValue())));
            }
            return endpoints;
        } catch (UnusableContent invalid) {
            throw new SecretsUnreadable("the endpoints cannot be used: " + invalid.getMessage(), invalid);
        }
    }

    private static Endpoint endpoint(String name, Field given) throws UnusableContent {
        if (!NAME.matcher(name).matches()) {
            throw given.fault("is no name: 1 to 64 letters, digits, dots, dashes or underscores");
        }
        for (Iterator<String> keys = given.node().fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                throw new Field(given.path() + "." + key, given.node()).fault("is not a key of an endpoint");
            }
        }
        Secret current = secret(given.member("current"));
        Optional<Field> previous = given.optional("previous");
        return new Endpoint(
                name,
                url(given.member("url")),
                previous.isEmpty() ? SecretRing.of(current) : SecretRing.of(current, secret(previous.get())),
                names(given.optional("types"), TYPES),
                names(given.optional("projects"), Set.of()));
    }

    private static URI url(Field field) throws UnusableContent {
        try {
            return new ApiAccess(URI.create(field.text()), "").url();
        } catch (IllegalArgumentException unfit) {
            throw field.fault("is not usable: it must begin with https:// and name a host");
        }
    }

    private static Secret secret(Field field) throws UnusableContent {
        try {
            return Secret.ofWebhookKey(field.text());
        } catch (IllegalArgumentException unfit) {
            throw field.fault("cannot be used: " + unfit.getMessage());
        }
    }

    /** @param known those that there are; empty: any */
    private static Set<String> names(Optional<Field> list, Set<String> known) throws UnusableContent {
        Set<String> names = new HashSet<>();
        if (list.isPresent()) {
            if (list.get().elements().isEmpty()) {
                throw list.get().fault("is empty; leave it out to get all of them");
            }
            for (Field name : list.get().elements()) {
                if (!known.isEmpty() && !known.contains(name.text())) {
                    throw name.fault("is no type of notice");
                }
                names.add(name.text());
            }
        }
        return names;
    }
}
