package dev.labelmill.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.labelmill.core.annotator.Standing;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Routing;
import dev.labelmill.lambda.stage.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingReaderTest {

    private static final String GOLD = "\"gold\":{\"overlap\":2,\"rate\":0.1},";
    private static final String RATING = Samples.SETTINGS.replace(
            "\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]", "\"kind\":\"boxes\",\"classes\":[\"no\"]");

    private static BatchSettings read(String json) {
        return BatchSettingsReader.read("b", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String with(String more) {
        return Samples.SETTINGS.replaceFirst("\\{", "{" + more);
    }

    private static boolean fits(String json) {
        try {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of(
                            System.getProperty("labelmill.root"),
                            "functions/lambda/src/main/resources/schema/batch.v1.schema.json")));
            return schema.validate(
                            json.replace(
                                    "\"deadlineSeconds\":60",
                                    "\"deadlineSeconds\":60,\"format\":\"labelmill\",\"seesPrelabel\":false"),
                            InputFormat.JSON)
                    .isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void routing_is_a_word_or_an_object_and_by_capacity_where_nothing_is_said() {
        assertThat(read(Samples.SETTINGS).routing()).isEqualTo(Routing.CAPACITY);
        assertThat(read(with("\"routing\":\"value\",")).routing())
                .isEqualTo(new Routing(Routing.By.VALUE, OptionalLong.empty()));
        String priced = with("\"routing\":{\"by\":\"cheapest\",\"errorDollars\":0.5},");
        assertThat(read(priced).routing()).isEqualTo(new Routing(Routing.By.CHEAPEST, OptionalLong.of(500_000_000)));
        assertThat(fits(priced)).isTrue();
        assertThat(fits(with("\"routing\":\"best\","))).isTrue();
        String timed = with("\"routing\":{\"by\":\"value\",\"hourDollars\":0.01},");
        assertThat(read(timed).routing()).isEqualTo(new Routing(Routing.By.VALUE, OptionalLong.empty(), 10_000_000));
        assertThat(fits(timed)).isTrue();
    }

    @Test
    void a_vendor_takes_the_time_that_it_has_unless_it_says_how_long_a_label_usually_takes() {
        String quick = Samples.SETTINGS.replaceFirst(
                "\"deadlineSeconds\":60", "\"deadlineSeconds\":60,\"turnaroundSeconds\":20");

        assertThat(read(quick).vendors())
                .extracting(vendor -> vendor.turnaround().toSeconds())
                .containsExactly(20L, 60L);
        assertThat(fits(quick)).isTrue();
        assertThatThrownBy(() -> read(quick.replace(":20", ":61")))
                .hasMessage("vendor crowd: turnaroundSeconds must be 1 to its deadlineSeconds");
    }

    @Test
    void annotators_are_tested_by_gold() {
        String tested = with(GOLD + "\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.99},");

        assertThat(read(tested).standing()).contains(new Standing(0.7, 0.99));
        assertThat(fits(tested)).isTrue();
        assertThat(read(Samples.SETTINGS).standing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "routing":"speed",                              | routing must be "capacity" or "value" or "cheapest" or "best"
            "routing":{"by":"value","errorDollars":0},      | routing.errorDollars must be above 0
            "routing":{"by":"value","hourDollars":-1},      | routing.hourDollars must not be negative
            "routing":{"by":"best","hourDollars":1},        | routing.hourDollars means something only where routing.by is "value"
            "routing":{"by":"value","speed":1},             | routing.speed is not a known field
            "routing":{},                                   | routing.by is missing
            "annotators":{"minAccuracy":0.7,"confidence":0.9}, | annotators needs gold
            """)
    void what_makes_no_sense_is_refused_by_its_field(String more, String problem) {
        assertThatThrownBy(() -> read(with(more))).hasMessageContaining(problem);
        assertThat(fits(with(more))).isFalse();
    }

    @Test
    void how_vendors_answer_is_known_of_classes_only() {
        String value = RATING.replaceFirst("\\{", "{\"routing\":\"value\",");
        String cheapest = RATING.replaceFirst("\\{", "{\"routing\":\"cheapest\",");

        assertThatThrownBy(() -> read(value)).hasMessageContaining("single-choice");
        assertThat(fits(value)).isFalse();
        assertThat(read(cheapest).routing().by()).isEqualTo(Routing.By.CHEAPEST);
        assertThat(fits(cheapest)).isTrue();
    }
}
