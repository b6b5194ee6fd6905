package dev.labelmill.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvokeApiTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=any";

    private final Recorder function = new Recorder("{\"state\":\"DELIVERED\"}");
    private final InvokeApi api = new InvokeApi(function.as("notify"), Set.of("notify"));

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> invoke(String name, String authorization) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(api.address() + "/2015-03-31/functions/" + name + "/invocations"))
                        .header("Authorization", authorization)
                        .POST(BodyPublishers.ofString("{\"redeliver\":{}}"))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void a_function_is_invoked_by_its_name_in_a_deployment_and_its_answer_comes_back() throws Exception {
        HttpResponse<String> answer = invoke("labelmill-dev-notify", SIGNED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"state\":\"DELIVERED\"}");
        assertThat(function.events().get(0).has("redeliver")).isTrue();
    }

    @Test
    void a_function_that_is_not_there_is_a_404_and_a_request_that_is_not_signed_a_403() throws Exception {
        assertThat(invoke("labelmill-dev-nobody", SIGNED).statusCode()).isEqualTo(404);
        assertThat(invoke("labelmill-dev-notify", "Basic x").statusCode()).isEqualTo(403);
        assertThat(function.events()).isEmpty();
    }

    @Test
    void a_failure_is_told_as_lambda_tells_it() throws Exception {
        function.answer(event -> {
            throw new IllegalArgumentException("deliveries.day is missing");
        });

        HttpResponse<String> answer = invoke("labelmill-dev-notify", SIGNED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amz-function-error")).contains("Unhandled");
        assertThat(answer.body()).contains("errorMessage");
    }
}
