package dev.labelmill.lambda.reception;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The vendors' ways to sign, written down a second time, from their documents and by the JDK alone: what these do not
 * find genuine must not be let in.
 */
enum Proof {
    STANDARD_WEBHOOKS {
        @Override
        Map<String, String> sign(byte[] key, byte[] body, Instant now, String id) {
            String seconds = Long.toString(now.getEpochSecond());
            return Map.of(
                    "webhook-id",
                    id,
                    "webhook-timestamp",
                    seconds,
                    "webhook-signature",
                    "v1,"
                            + Base64.getEncoder()
                                    .encodeToString(hmac("HmacSHA256", key, id + "." + seconds + ".", body)));
        }

        @Override
        boolean isGenuine(byte[] key, Map<String, String> headers, byte[] body, Instant now) {
            String id = headers.getOrDefault("webhook-id", "");
            String seconds = headers.getOrDefault("webhook-timestamp", "");
            String signature =
                    "v1," + Base64.getEncoder().encodeToString(hmac("HmacSHA256", key, id + "." + seconds + ".", body));
            return isNear(seconds, 1000, now)
                    && Arrays.asList(headers.getOrDefault("webhook-signature", "")
                                    .split(" "))
                            .contains(signature);
        }

        @Override
        Optional<String> delivery(Map<String, String> headers) {
            return Optional.of(headers.get("webhook-id"));
        }
    },
    CVAT {
        @Override
        Map<String, String> sign(byte[] key, byte[] body, Instant now, String id) {
            return Map.of("x-signature-256", "sha256=" + hex(hmac("HmacSHA256", key, "", body)));
        }

        @Override
        boolean isGenuine(byte[] key, Map<String, String> headers, byte[] body, Instant now) {
            return sign(key, body, now, "").get("x-signature-256").equals(headers.get("x-signature-256"));
        }
    },
    LABELBOX {
        @Override
        Map<String, String> sign(byte[] key, byte[] body, Instant now, String id) {
            return Map.of("x-hub-signature", "sha1=" + hex(hmac("HmacSHA1", key, "", body)), "x-labelbox-id", id);
        }

        @Override
        boolean isGenuine(byte[] key, Map<String, String> headers, byte[] body, Instant now) {
            return sign(key, body, now, "").get("x-hub-signature").equals(headers.get("x-hub-signature"));
        }
    },
    TOLOKA {
        @Override
        Map<String, String> sign(byte[] key, byte[] body, Instant now, String id) {
            return Map.of("toloka-signature", value(key, Long.toString(now.toEpochMilli()), body));
        }

        @Override
        boolean isGenuine(byte[] key, Map<String, String> headers, byte[] body, Instant now) {
            String bare = headers.getOrDefault("toloka-signature", "").replaceAll("[{} ]", "");
            String from = bare.substring(bare.indexOf("ts=") < 0 ? bare.length() : bare.indexOf("ts=") + 3);
            String millis = from.substring(0, Math.max(0, from.indexOf(',')));
            return isNear(millis, 1, now)
                    && value(key, millis, body).replaceAll("[{} ]", "").equals(bare);
        }

        private String value(byte[] key, String millis, byte[] body) {
            return "{v=1, ts=" + millis + ", sign=" + hex(hmac("HmacSHA256", key, millis + ".1.", body)) + "}";
        }
    },
    SCALE {
        @Override
        Map<String, String> sign(byte[] key, byte[] body, Instant now, String id) {
            return Map.of("scale-callback-auth", new String(key, UTF_8));
        }

        @Override
        boolean isGenuine(byte[] key, Map<String, String> headers, byte[] body, Instant now) {
            return new String(key, UTF_8).equals(headers.get("scale-callback-auth"));
        }
    },
    LABEL_STUDIO {
        @Override
        Map<String, String> sign(byte[] key, byte[] body, Instant now, String id) {
            return Map.of("x-labelmill-secret", new String(key, UTF_8));
        }

        @Override
        boolean isGenuine(byte[] key, Map<String, String> headers, byte[] body, Instant now) {
            return new String(key, UTF_8).equals(headers.get("x-labelmill-secret"));
        }
    };

    /** The proof that goes with a scheme of the secrets file. */
    static Proof of(String scheme) {
        return switch (scheme) {
            case "standard-webhooks", "argilla" -> STANDARD_WEBHOOKS;
            case "cvat" -> CVAT;
            case "labelbox" -> LABELBOX;
            case "toloka" -> TOLOKA;
            case "scale" -> SCALE;
            case "label-studio" -> LABEL_STUDIO;
            default -> throw new IllegalArgumentException("write down how " + scheme + " signs");
        };
    }

    /** The headers of a genuine request. */
    abstract Map<String, String> sign(byte[] key, byte[] body, Instant now, String id);

    /** Whether a request is one; headers by lower-case name. */
    abstract boolean isGenuine(byte[] key, Map<String, String> headers, byte[] body, Instant now);

    /** The signed name of a genuine delivery. */
    Optional<String> delivery(Map<String, String> headers) {
        return Optional.empty();
    }

    private static boolean isNear(String time, long millis, Instant now) {
        return time.matches("[0-9]{1,14}")
                && Duration.between(Instant.ofEpochMilli(Long.parseLong(time) * millis), now)
                                .abs()
                                .compareTo(Duration.ofMinutes(5))
                        <= 0;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] hmac(String algorithm, byte[] key, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.writeBytes(before.getBytes(UTF_8));
            signed.writeBytes(body);
            return mac.doFinal(signed.toByteArray());
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
