package dev.labelmill.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.sampling.Stratified;
import dev.labelmill.core.sampling.UncertainDiverse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What batch.json says of learning in rounds. */
class LearningSettingsTest {

    private static final String ROUNDS = "\"firstSample\":30,\"perRound\":20,\"labelBudget\":1000";

    private static String json(String prelabel, String rounds) {
        return "{\"project\":\"demo\",\"labelType\":{\"kind\":\"single-choice\",\"classes\":[\"0\",\"1\"]},"
                + "\"prelabel\":{\"labeler\":\"trained\"," + prelabel
                + "\"features\":{\"kind\":\"pixels\",\"width\":8,\"height\":8}},"
                + "\"autoAccept\":{\"targetError\":0.05,\"confidence\":0.95},\"seed\":42,\"chunkBytes\":65536,"
                + "\"rounds\":{" + ROUNDS + rounds + "},"
                + "\"overlap\":{\"min\":2,\"max\":5,\"targetConfidence\":0.95},\"vendors\":["
                + "{\"name\":\"crowd\",\"tier\":\"crowd\",\"format\":\"labelmill\",\"pricePerLabel\":0.012,"
                + "\"capacity\":2000,\"deadlineSeconds\":20,\"seesPrelabel\":false}]}";
    }

    private static BatchSettings read(String json) {
        return BatchSettingsReader.read("b", json.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isRead(String json) {
        try {
            return read(json) != null;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static boolean isValid(String json) {
        try (InputStream in = LearningSettingsTest.class.getResourceAsStream("/schema/batch.v1.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
            return schema.validate(json, InputFormat.JSON).isEmpty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                            | true
            ,"strategy":"margin"                          | true
            ,"strategy":"guess"                           | false
            ,"strategy":"stratified","field":"site"       | true
            ,"strategy":"stratified","field":" "          | false
            ,"strategy":"stratified"                      | false
            ,"strategy":"margin","field":"site"           | false
            ,"field":"site"                               | false
            """)
    void reader_and_schema_agree_on_rounds(String rounds, boolean good) {
        assertThat(isValid(json("", rounds))).isEqualTo(good);
        assertThat(isRead(json("", rounds))).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                              | TEMPERATURE
            "calibration":"temperature",    | TEMPERATURE
            "calibration":"isotonic",       | ISOTONIC
            "calibration":"platt",          |
            """)
    void reader_and_schema_agree_on_how_a_head_is_calibrated(String prelabel, Calibration expected) {
        String json = json(prelabel, "");

        assertThat(isValid(json)).isEqualTo(expected != null);
        assertThat(isRead(json)).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(((PrelabelSettings.Trained) read(json).prelabel()).calibration())
                    .isEqualTo(expected);
        }
    }

    @Test
    void strata_are_the_values_of_the_field_that_is_named() {
        assertThat(read(json("", "")).rounds().orElseThrow().strategy()).isEqualTo(new UncertainDiverse());
        assertThat(read(json("", ",\"strategy\":\"stratified\",\"field\":\"site\""))
                        .rounds()
                        .orElseThrow()
                        .strategy())
                .isEqualTo(new Stratified("site"));
        assertThatThrownBy(() -> read(json("", ",\"strategy\":\"stratified\""))).hasMessage("rounds.field is missing");
        assertThatThrownBy(() -> read(json("", ",\"strategy\":\"guess\"")))
                .hasMessageStartingWith("rounds.strategy must be one of ")
                .hasMessageEndingWith(", stratified, not \"guess\"");
    }

    @Test
    void a_head_over_what_a_model_of_ones_own_makes_of_items_must_be_small_enough_too() {
        BatchSettings settings = read(json("", ""));
        settings.requireSmallHead(50_000);

        assertThatThrownBy(() -> settings.requireSmallHead(5_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "prelabel.features times labelType.classes make a head of 10000000 weights; the most is 8388608");
    }
}
