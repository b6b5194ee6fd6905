package dev.labelmill.local.stack;

import dev.labelmill.core.signature.BodyHmac;
import dev.labelmill.core.signature.Hash;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.signature.TimedHmac;
import java.time.Instant;
import java.util.Map;

/** How vendors prove that a body is theirs, now. */
@FunctionalInterface
interface SignedAs {

    /** The headers that go with a body. */
    Map<String, String> headers(String key, byte[] body);

    /** The way of a scheme of the secrets file. */
    static SignedAs of(String scheme) {
        return switch (scheme) {
            case "scale" -> (key, body) -> Map.of("scale-callback-auth", key);
            case "label-studio" -> (key, body) -> Map.of("x-labelmill-secret", key);
            case "cvat" -> (key, body) -> hmac("x-signature-256", Hash.SHA256, key, body);
            case "labelbox" -> (key, body) -> hmac("x-hub-signature", Hash.SHA1, key, body);
            case "toloka" ->
                (key, body) -> Map.of(
                        "toloka-signature",
                        new TimedHmac("toloka-signature").sign(Secret.ofText(key), Instant.now(), body));
            default ->
                (key, body) -> new StandardWebhooks()
                        .headers(Secret.ofWebhookKey(key), "msg_" + body.length, Instant.now(), body);
        };
    }

    private static Map<String, String> hmac(String header, Hash hash, String key, byte[] body) {
        return Map.of(header, new BodyHmac(header, hash).sign(Secret.ofText(key), body));
    }
}
