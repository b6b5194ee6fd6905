package dev.labelmill.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.stack.VendorHouse.Given;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

/** A way that a published document takes through the pipeline, and what must come of it. */
interface Passage {

    /** Sends it that way, and looks at what is in the table. */
    void through(VendorHouse house, String file, byte[] published) throws Exception;

    /** Makes a document one about a task of ours, by writing our ids where its vendor keeps them. */
    interface Adoption {
        void adopt(ObjectNode document, Given task);
    }

    /** What came of a delivery, in a line. */
    static String outcome(HttpResponse<String> answer) {
        JsonNode body = Json.parse(answer.body().getBytes(UTF_8));
        String said = body.has("rejected")
                ? body.path("rejected")
                        .valueStream()
                        .map(one -> one.path("reason").asText())
                        .collect(Collectors.joining("; "))
                : body.path("error").asText("stored " + body.path("stored").asText());
        return answer.statusCode() + " " + said;
    }

    /**
     * By webhook, as it is published.
     *
     * @param scheme  of a vendor of that name
     * @param outcome by {@link #outcome}
     */
    record Webhook(String scheme, String outcome) implements Passage {

        @Override
        public void through(VendorHouse house, String file, byte[] published) throws Exception {
            HttpResponse<String> answer = house.post(scheme, scheme, published);

            assertThat(Passage.outcome(answer)).isEqualTo(outcome);
            String reason = outcome.substring(outcome.indexOf(' ') + 1);
            assertThat(house.rejections("webhook/" + scheme).contains(reason)).isEqualTo(answer.statusCode() != 200);
        }
    }

    /**
     * By webhook, with our ids in it.
     *
     * @param labels  of the task in the table afterwards, also after everything has been sent again
     */
    record AdoptedWebhook(String scheme, String batch, String item, Adoption adoption, List<String> labels)
            implements Passage {

        @Override
        public void through(VendorHouse house, String file, byte[] published) throws Exception {
            ObjectNode document = (ObjectNode) Json.parse(published);
            adoption.adopt(document, house.given(batch, item));
            byte[] body = Json.write(document).getBytes(UTF_8);
            for (int i = 0; i < 2; i++) {
                assertThat(house.post(scheme, scheme, body).statusCode()).isEqualTo(200);
            }
            house.awaitCollected();

            assertThat(house.labels(batch, item)).isEqualTo(labels);
        }
    }
}
