package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.secret.FileSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsFileTest {

    @TempDir
    private Path folder;

    @Test
    void the_webhook_function_reads_every_vendors_secret() {
        SecretsFile secrets = new SecretsFile(folder.resolve("secrets.json"));
        FileSecrets reader = new FileSecrets(secrets.path());
        assertThat(reader.current().of("crowd")).isEmpty();

        secrets.ensure(List.of(vendor("crowd", Vendor.Format.LABELMILL), vendor("studio", Vendor.Format.LABEL_STUDIO)));

        assertThat(reader.current().of("crowd")).isPresent();
        assertThat(reader.current().of("studio")).isPresent();
        assertThat(secrets.webhookKeys()).containsOnlyKeys("crowd");
    }

    @ParameterizedTest
    @EnumSource
    void a_vendor_of_any_format_that_signs_has_a_secret_and_others_come_to_theirs(Vendor.Format format) {
        SecretsFile secrets = new SecretsFile(folder.resolve("secrets.json"));

        secrets.ensure(List.of(vendor("any", format), vendor("crowd", Vendor.Format.LABELMILL)));

        FileSecrets reader = new FileSecrets(secrets.path());
        assertThat(reader.current().of("any").isPresent()).isEqualTo(format != Vendor.Format.GROUND_TRUTH);
        assertThat(reader.current().of("crowd")).isPresent();
    }

    @Test
    void a_vendor_keeps_its_secret_when_others_come() throws IOException {
        SecretsFile secrets = new SecretsFile(folder.resolve("secrets.json"));
        secrets.ensure(List.of(vendor("crowd", Vendor.Format.LABELMILL)));
        String before = Files.readString(secrets.path());

        secrets.ensure(List.of(vendor("crowd", Vendor.Format.LABELMILL)));
        assertThat(Files.readString(secrets.path())).isEqualTo(before);

        secrets.ensure(List.of(vendor("experts", Vendor.Format.LABELMILL)));
        assertThat(Files.readString(secrets.path())).startsWith(before.substring(0, before.length() - 1));
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        SecretsFile secrets = new SecretsFile(folder.resolve("secrets.json"));
        secrets.ensure(List.of(vendor("crowd", Vendor.Format.LABELMILL)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.path())))
                .isEqualTo("rw-------");
    }

    private static Vendor vendor(String name, Vendor.Format format) {
        return new Vendor(name, Tier.CROWD, format, 10_000_000, 10, Duration.ofSeconds(9), false);
    }
}
