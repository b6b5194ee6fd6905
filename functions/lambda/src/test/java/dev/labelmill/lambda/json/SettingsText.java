package dev.labelmill.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.lambda.stage.Samples;
import java.nio.charset.StandardCharsets;

/** Settings of a batch as they are uploaded. */
final class SettingsText {

    private SettingsText() {}

    static BatchSettings read(String json) {
        return BatchSettingsReader.read("b", json.getBytes(StandardCharsets.UTF_8));
    }

    /** The sample's settings with another text in place of one that they hold. */
    static String with(String from, String to) {
        assertThat(Samples.SETTINGS).contains(from);
        return Samples.SETTINGS.replace(from, to);
    }
}
