package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.labelmill.lambda.payload.LabelProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionUrlResponseTest {
    private static final LabelProblem PROBLEM = new LabelProblem(3, "data.labels[3].choice is missing", "{}");

    @Test
    void it_is_written_in_the_form_that_the_service_takes() throws JsonProcessingException {
        assertThat(new JsonMapper().readTree(new JsonMapper().writeValueAsString(FunctionUrlResponse.stored(2, 1))))
                .isEqualTo(new JsonMapper()
                        .readTree("{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},"
                                + "\"body\":\"{\\\"stored\\\":2,\\\"duplicates\\\":1}\",\"isBase64Encoded\":false}"));
    }

    @Test
    void a_delivery_that_is_usable_in_part_is_a_success_that_names_the_rest() {
        FunctionUrlResponse response = FunctionUrlResponse.stored(2, 0, List.of(PROBLEM));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"stored\":2,\"duplicates\":0,"
                        + "\"rejected\":[{\"index\":3,\"reason\":\"data.labels[3].choice is missing\"}]}");
    }

    @Test
    void a_delivery_of_which_nothing_is_usable_is_an_error() {
        FunctionUrlResponse response = FunctionUrlResponse.stored(0, 0, List.of(PROBLEM));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("\"error\":\"none of the labels could be used\"");
    }

    @Test
    void a_kept_excerpt_is_cut_to_length() {
        assertThat(new LabelProblem(0, "too long", "x".repeat(5000)).excerpt()).hasSize(2048);
    }
}
