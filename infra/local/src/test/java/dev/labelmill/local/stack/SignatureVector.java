package dev.labelmill.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A request whose signature somebody else has computed.
 *
 * @param source  who says so
 * @param key     the signing key's bytes; most that are published are too short for a secret of a deployment
 * @param at      when it was signed; any time where none is signed
 * @param outcome the answer to it, as a pattern: what is proven is not always of any use
 * @param stride  each how-manieth bit of it is to be changed
 */
record SignatureVector(
        String source,
        String scheme,
        byte[] key,
        Instant at,
        Map<String, String> headers,
        byte[] body,
        String outcome,
        int stride) {

    private static final Instant ANY = Instant.parse("2026-11-29T12:00:00Z");
    /** Of 76 long bodies; a prime, so that no bit of a byte is left out. */
    private static final int SOME_BITS = 31;
    /** Anything but a refusal: most of these documents are no webhook's. */
    private static final String LET_IN = "(200|400|422) .*";

    /** Of the documents in events/vendors, as CVAT signs. */
    static List<SignatureVector> ofDocumentsBySha256() {
        return ofDocuments("cvat", "x-signature-256", "sha256");
    }

    /** Of the documents in events/vendors, as Labelbox signs. */
    static List<SignatureVector> ofDocumentsBySha1() {
        return ofDocuments("labelbox", "x-hub-signature", "sha1");
    }

    private static List<SignatureVector> ofDocuments(String scheme, String header, String hash) {
        return Json.parse(VendorFixtures.content("signatures.json"))
                .propertyStream()
                .map(document -> new SignatureVector(
                        document.getKey(),
                        scheme,
                        "s3cr3t".getBytes(UTF_8),
                        ANY,
                        Map.of(
                                header,
                                hash + "="
                                        + document.getValue()
                                                .path("hmac_" + hash + "_hex_secret_s3cr3t")
                                                .textValue()),
                        VendorFixtures.content(document.getKey()),
                        LET_IN,
                        SOME_BITS))
                .toList();
    }

    /** All that vendors publish; of Scale and Label Studio, which sign nothing and publish none, with keys of our own. */
    static List<SignatureVector> published() {
        return List.of(
                standardWebhooks("standard-webhooks"),
                standardWebhooks("argilla"),
                new SignatureVector(
                        "Toloka's page about event authentication",
                        "toloka",
                        "12345".getBytes(UTF_8),
                        Instant.ofEpochMilli(946_728_000_000L),
                        Map.of(
                                "toloka-signature",
                                "{v=1, ts=946728000000, sign=609af3eefd4c12b6afad30ab456efcd21fe82f4247d3340151a3ca0c97a6cbcb}"),
                        ("{\"events\":[{\"event_time\":\"2000-01-01T12:00:00\",\"project_id\":\"project-1\","
                                        + "\"pool_id\":\"pool-1\",\"uuid\":\"00000000-0000-0000-0000-000000000000\","
                                        + "\"task_suite_id\":\"task-suite-1\",\"assignment_id\":\"assignment-1\","
                                        + "\"webhook_subscription_id\":\"subscription-1\",\"type\":\"ASSIGNMENT_APPROVED\"}]}")
                                .getBytes(UTF_8),
                        "200 stored 0",
                        1),
                new SignatureVector(
                        "CVAT's page on webhooks: an empty body",
                        "cvat",
                        "mykey".getBytes(UTF_8),
                        ANY,
                        Map.of(
                                "x-signature-256",
                                "sha256=e1b24265bf2e0b20c81837993b4f1415f7b68c503114d100a40601eca6a2745f"),
                        new byte[0],
                        "400 the body is empty",
                        1),
                new SignatureVector(
                        "Labelbox's scheme, computed by openssl",
                        "labelbox",
                        "example_secret".getBytes(UTF_8),
                        ANY,
                        Map.of("x-hub-signature", "sha1=7fb9c16f720456288fd29f1c0ae2949d647a6e50"),
                        "{\"id\":\"label-1\",\"type\":\"LABEL_CREATED\"}".getBytes(UTF_8),
                        "422 project is missing",
                        1),
                unsigned(
                        "scale",
                        "scale-callback-auth",
                        "scale/callback-categorization.json",
                        "422 task.metadata.labelmill_batch is missing"),
                unsigned(
                        "label-studio",
                        "x-labelmill-secret",
                        "label-studio/webhook-tasks-created.json",
                        "200 stored 0"));
    }

    private static SignatureVector standardWebhooks(String scheme) {
        return new SignatureVector(
                "the reference libraries of Standard Webhooks",
                scheme,
                Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Instant.ofEpochSecond(1_614_265_330),
                Map.of(
                        "webhook-id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp",
                        "1614265330",
                        "webhook-signature",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                "{\"test\": 2432232314}".getBytes(UTF_8),
                "422 type is missing",
                1);
    }

    private static SignatureVector unsigned(String scheme, String header, String file, String outcome) {
        String token = "a static token of ours";
        return new SignatureVector(
                "a header of ours",
                scheme,
                token.getBytes(UTF_8),
                ANY,
                Map.of(header, token),
                VendorFixtures.content(file),
                outcome,
                1);
    }

    /** Whether the headers prove the body, or only who sends it. */
    boolean coversBody() {
        return !scheme.equals("scale") && !scheme.equals("label-studio");
    }

    /** The secrets of a deployment that has this vendor alone. */
    SecretSource secrets() {
        VendorSecrets.Entry entry =
                new VendorSecrets.Entry(VendorScheme.of(scheme).orElseThrow(), SecretRing.of(Secret.ofKey(key)));
        VendorSecrets known = new VendorSecrets(Map.of(scheme, entry));
        return () -> known;
    }

    @Override
    public String toString() {
        return scheme + ": " + source;
    }
}
