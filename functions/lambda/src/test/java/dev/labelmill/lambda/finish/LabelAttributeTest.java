package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.results.FinalLabel;
import dev.labelmill.core.results.FinalLabel.By;
import dev.labelmill.lambda.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelAttributeTest {

    private static final FinalLabel FALCON = new FinalLabel(1, 0.95, By.CROWD, 3);

    private final LabelAttribute attribute = new LabelAttribute(
            "label", "labelmill/birds", List.of("Canary", "Fal\"con"), Instant.parse("2026-11-24T10:00:01.5Z"));

    private String labelled(String line) throws IOException {
        byte[] bytes = ("garbage" + line + "garbage").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        attribute.write(bytes, 7, bytes.length - 14, new CheckedLabel<>(FALCON, List.of()), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_line_is_an_augmented_manifests_as_ground_truth_writes_it() throws IOException {
        JsonNode line = Json.parse(
                labelled("{\"id\":\"i\",\"source-ref\":\"s3://b/k.jpg\"}").getBytes(StandardCharsets.UTF_8));

        assertThat(line.get("label").intValue()).isEqualTo(1);
        JsonNode metadata = line.get("label-metadata");
        assertThat(metadata.get("class-name").textValue()).isEqualTo("Fal\"con");
        assertThat(metadata.get("confidence").doubleValue()).isEqualTo(0.95);
        assertThat(metadata.get("human-annotated").textValue()).isEqualTo("yes");
        assertThat(metadata.get("creation-date").textValue()).isEqualTo("2026-11-24T10:00:01.500000");
        assertThat(metadata.get("job-name").textValue()).isEqualTo("labelmill/birds");
        assertThat(metadata.at("/labelmill/by").textValue()).isEqualTo("crowd");
        assertThat(metadata.at("/labelmill/labels").intValue()).isEqualTo(3);
    }

    @Test
    void what_the_user_wrote_stays_as_it_was_to_the_byte() throws IOException {
        String line = "{ \"id\":\"ü\\u00e9\", \"n\" : 1.50e3,\"source\":\"}\" , \"x\":{}} ";

        assertThat(labelled(line))
                .startsWith(line.substring(0, line.lastIndexOf('}')))
                .endsWith("}\n");
    }

    @Test
    void the_type_follows_from_the_content() throws IOException {
        assertThat(labelled("{\"source\":\"data:image/png;base64,AA==\"}"))
                .contains("groundtruth/image-classification");
        assertThat(labelled("{\"source\":\"data: the new oil\"}")).contains("groundtruth/text-classification");
        assertThat(labelled("{\"source\":\"plain\"}")).contains("groundtruth/text-classification");
        assertThat(labelled("{\"source-ref\":\"s3://b/a.TXT\"}")).contains("groundtruth/text-classification");
        assertThat(labelled("{\"source-ref\":\"s3://b/a.png\"}")).contains("groundtruth/image-classification");
    }

    @Test
    void an_item_with_a_field_of_the_attributes_name_is_noticed_only_at_its_top_level() throws IOException {
        assertThatThrownBy(() -> labelled("{\"id\":\"i\",\"label\":3}")).isInstanceOf(LabelAttribute.NameTaken.class);
        assertThatThrownBy(() -> labelled("{\"label-metadata\":{}}")).isInstanceOf(LabelAttribute.NameTaken.class);
        assertThat(labelled("{\"image_size\":[{\"width\":3}],\"id\":\"i\"}")).contains("\"label\":1");
        assertThat(labelled("{\"id\":\"i\",\"x\":{\"label\":3}}")).contains("\"x\":{\"label\":3},\"label\":1");
    }
}
