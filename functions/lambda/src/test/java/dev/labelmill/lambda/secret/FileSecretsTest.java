package dev.labelmill.lambda.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.payload.UnusableContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSecretsTest {
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path folder;

    @Test
    void a_changed_file_is_read_again_and_an_unchanged_one_is_not() throws IOException {
        Path file = write("{\"crowd\":" + standard(KEY) + "}", 1);
        FileSecrets source = FileSecrets.at(file.toUri().toString());
        VendorSecrets first = source.current();

        assertThat(source.current()).isSameAs(first);
        write("{\"other\":" + standard(KEY) + "}", 2);

        assertThat(source.current().of("crowd")).isEmpty();
        assertThat(source.current().of("other")).isPresent();
    }

    @Test
    void an_unusable_new_file_ends_the_trust_in_the_old_one() throws IOException {
        Path file = write("{\"crowd\":" + standard(KEY) + "}", 1);
        FileSecrets source = new FileSecrets(file);
        source.current();

        write("{\"crowd\":", 2);
        assertThatThrownBy(source::current).isInstanceOf(SecretsUnreadable.class);
        Files.delete(file);
        assertThatThrownBy(source::current).isInstanceOf(SecretsUnreadable.class);

        write("{\"crowd\":" + standard(KEY) + "}", 3);
        assertThat(source.current().of("crowd")).isPresent();
    }

    @Test
    void both_schemes_are_read_with_the_secrets_of_a_rotation() {
        VendorSecrets secrets =
                parse("{\"crowd\":{\"scheme\":\"standard-webhooks\",\"current\":\"" + KEY + "\",\"previous\":\"" + KEY
                        + "\"},\"ls\":{\"scheme\":\"label-studio\",\"current\":\"sixteen bytes or more\"}}");

        assertThat(secrets.of("crowd").orElseThrow().scheme()).isEqualTo(VendorScheme.STANDARD_WEBHOOKS);
        assertThat(secrets.of("crowd").orElseThrow().secrets().valid(Instant.EPOCH))
                .hasSize(2);
        assertThat(secrets.of("ls").orElseThrow().scheme()).isEqualTo(VendorScheme.LABEL_STUDIO);
        assertThat(secrets.of("ls").orElseThrow().secrets().valid(Instant.EPOCH))
                .hasSize(1);
        assertThat(secrets.toString()).doesNotContain("MfKQ9r8G").doesNotContain("sixteen");
    }

    @Test
    void a_slip_in_the_file_is_named_and_no_secret_is_shown() {
        assertSlip(
                "{\"crowd\":{\"scheme\":\"hmac\",\"current\":\"" + KEY + "\"}}",
                "crowd.scheme is none that Labelmill knows");
        assertSlip("{\"crowd\":{\"scheme\":\"standard-webhooks\"}}", "crowd.current is missing");
        assertSlip(
                "{\"crowd\":{\"scheme\":\"standard-webhooks\",\"current\":\"" + KEY + "\",\"prevoius\":\"x\"}}",
                "crowd.prevoius is not a key of a vendor's secrets");
        assertSlip(
                "{\"crowd\":" + standard("swordfish!") + "}", "crowd.current cannot be used: the secret is not base64");
        assertSlip(
                "{\"crowd\":" + standard("whsec_") + "}",
                "crowd.current cannot be used: the secret is shorter than 24 bytes");
        assertSlip("[]", "the body is not a JSON object");
    }

    @Test
    void a_rotation_may_end_by_itself_and_a_vendor_be_held_to_a_rate() {
        VendorSecrets.Entry crowd = parse("{\"crowd\":{\"scheme\":\"standard-webhooks\",\"current\":\"" + KEY
                        + "\",\"previous\":\"" + KEY + "\",\"previousUntil\":\"2026-12-01T01:00:00+01:00\","
                        + "\"rate\":{\"perSecond\":50,\"burst\":200}}}")
                .of("crowd")
                .orElseThrow();
        Instant until = Instant.parse("2026-12-01T00:00:00Z");

        assertThat(crowd.secrets().valid(until.minusNanos(1))).hasSize(2);
        assertThat(crowd.secrets().valid(until)).hasSize(1);
        assertThat(crowd.rate()).isEqualTo(new Rate(50, 200));
        assertThat(parse("{\"crowd\":" + standard(KEY) + "}")
                        .of("crowd")
                        .orElseThrow()
                        .rate())
                .isEqualTo(Rate.DEFAULT);
    }

    @Test
    void a_slip_in_rotation_or_rate_is_named() {
        String begin = "{\"crowd\":{\"scheme\":\"standard-webhooks\",\"current\":\"" + KEY + "\",";
        assertSlip(
                begin + "\"previousUntil\":\"2026-12-01T00:00:00Z\"}}",
                "crowd.previousUntil is given without previous");
        assertSlip(
                begin + "\"previous\":\"" + KEY + "\",\"previousUntil\":\"tomorrow\"}}",
                "crowd.previousUntil is not a date and time with an offset");
        assertSlip(
                begin + "\"rate\":{\"perSecond\":0,\"burst\":1}}}",
                "crowd.rate cannot be used: perSecond and burst must be between 1 and 100000");
        assertSlip(begin + "\"rate\":{\"perSecond\":1}}}", "crowd.rate.burst is missing");
        assertSlip(
                begin + "\"rate\":{\"perSecond\":1,\"burst\":1,\"per\":1}}}",
                "crowd.rate.per is not a key of a vendor's secrets");
    }

    @Test
    void a_key_for_a_vendors_api_goes_to_a_host_over_https_alone() {
        String begin = "{\"crowd\":{\"scheme\":\"standard-webhooks\",\"current\":\"" + KEY
                + "\",\"api\":{\"key\":\"MfKQ9r8G-key\",";
        for (String url : List.of("http://vendor.example", "https:/nowhere", "vendor.example", "https://a b")) {
            assertSlip(
                    begin + "\"url\":\"" + url + "\"}}}",
                    "crowd.api has no usable url: it must begin with https:// and name a host");
        }
        assertSlip(begin + "\"uri\":\"https://vendor.example\"}}}", "crowd.api.uri is not a key of a vendor's secrets");
    }

    @Test
    void tasks_are_asked_for_by_vendors_of_one_scheme_alone() {
        byte[] request = "{}".getBytes(StandardCharsets.UTF_8);
        for (VendorScheme scheme : VendorScheme.values()) {
            if (scheme != VendorScheme.STANDARD_WEBHOOKS) {
                assertThatThrownBy(() -> scheme.readRequest(request))
                        .isInstanceOf(UnusableContent.class)
                        .hasMessageContaining("standard-webhooks alone");
            }
        }
    }

    @Test
    void only_a_file_address_is_one() {
        assertThatThrownBy(() -> FileSecrets.at("https://example.com/secrets.json"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FileSecrets.at("file:secrets.json")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FileSecrets.at("secrets.json")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSlip(String json, String sentence) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(SecretsUnreadable.class)
                .hasMessageEndingWith(sentence)
                .hasMessageNotContaining("MfKQ9r8G")
                .hasMessageNotContaining("swordfish");
    }

    private static VendorSecrets parse(String json) {
        return VendorSecrets.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String standard(String key) {
        return "{\"scheme\":\"standard-webhooks\",\"current\":\"" + key + "\"}";
    }

    /** Writes the file and dates it, so that no test depends on the file system's tick. */
    private Path write(String json, int second) throws IOException {
        Path file = folder.resolve("secrets.json");
        Files.writeString(file, json);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
        return file;
    }
}
