package dev.labelmill.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingTest {

    private static final List<String> NAMES = List.of("min", "max", "classes", "labelType", "targetConfidence");

    @ParameterizedTest
    @CsvSource({
        "classess, classes",
        "clases, classes",
        "Classes, classes",
        "lableType, labelType",
        "label_type, labelType",
        "label-types, labelType",
        "targetConfidnce, targetConfidence",
        "targetConfidance, targetConfidence",
        "mix, min"
    })
    void a_slip_leads_to_the_name_that_was_meant(String slip, String meant) {
        assertThat(Misspelling.near(slip, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"most", "tolerance", "", "class", "target", "confidence"})
    void another_word_is_no_slip(String word) {
        assertThat(Misspelling.near(word, NAMES)).isEmpty();
    }

    @Test
    void the_nearest_of_several_is_meant() {
        assertThat(Misspelling.near("perThousandInputToken", List.of("perThousandInputTokena", "perThousandInputTok")))
                .contains("perThousandInputTokena");
    }

    @Test
    void a_very_long_word_is_compared_with_none() {
        assertThat(Misspelling.near("x".repeat(1 << 20), NAMES)).isEmpty();
    }

    /** Otherwise a field that is spelt rightly would be taken for another one that is missing. */
    @Test
    void no_two_fields_of_one_object_of_batch_json_are_near_each_other() throws IOException {
        List<String> near = new ArrayList<>();
        try (InputStream in = MisspellingTest.class.getResourceAsStream("/schema/batch.v1.schema.json")) {
            collect(Json.parse(in.readAllBytes()), near);
        }
        assertThat(near).isEmpty();
    }

    private static void collect(JsonNode schema, List<String> near) {
        List<String> fields = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        for (String one : fields) {
            fields.stream()
                    .filter(other -> one.compareTo(other) < 0 && Misspelling.isNear(one, other))
                    .forEach(other -> near.add(one + " and " + other));
        }
        schema.forEach(child -> collect(child, near));
    }
}
