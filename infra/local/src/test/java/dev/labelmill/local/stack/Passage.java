package dev.labelmill.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.stack.VendorHouse.Given;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

    /**
     * As a returned file.
     *
     * @param name     of the file below the batch's folder
     * @param rewrite  makes the file of what is published
     * @param labels   by item, as {@code annotator: value}
     * @param faults   what is told of the rest, in the order of their texts
     */
    record Returned(String batch, String name, Rewriting rewrite, Map<String, List<String>> labels, List<String> faults)
            implements Passage {

        @Override
        public void through(VendorHouse house, String file, byte[] published) throws Exception {
            byte[] content = rewrite.of(published, house);
            for (int i = 0; i < 2; i++) {
                house.returned(batch, name, content);
            }

            assertThat(house.faults(batch, name)).isEqualTo(faults);
            labels.forEach((item, expected) ->
                    assertThat(house.labels(batch, item)).as(item).isEqualTo(expected));
        }
    }

    /** As a file that a labeling job leaves beside the others, where it names a line of the task file. */
    record WorkerResponse(String batch, String item, List<String> labels) implements Passage {

        @Override
        public void through(VendorHouse house, String file, byte[] published) throws Exception {
            Given task = house.given(batch, item);
            house.returned(
                    batch,
                    task.dispatch() + "/annotations/worker-response/iteration-1/" + task.line() + "/answers.json",
                    published);

            assertThat(house.labels(batch, item)).isEqualTo(labels);
        }
    }

    /**
     * By EventBridge, that a human loop is over: as it is published, of an output somewhere else; and again of one in our bucket.
     *
     * @param output sample of what its workers answered
     */
    record HumanLoop(String batch, String item, Path output, String fault, List<String> labels) implements Passage {

        @Override
        public void through(VendorHouse house, String file, byte[] published) throws Exception {
            ObjectNode event = (ObjectNode) Json.parse(published);
            house.told(event);
            LocalDate day = LocalDate.parse(event.get("time").asText().substring(0, 10));
            assertThat(house.rejections("returns", day)).containsExactly(fault);

            ObjectNode answers = (ObjectNode) Json.parse(Files.readAllBytes(output));
            Given task = house.given(batch, item);
            ((ObjectNode) answers.get("inputContent"))
                    .put("labelmill-batch", task.batch())
                    .put("labelmill-task", task.item())
                    .put("labelmill-dispatch", task.dispatch());
            ObjectNode where = (ObjectNode) event.at("/detail/humanLoopOutput");
            String key = where.get("outputS3Uri").asText().replaceFirst("s3://[^/]+/", "returns/ground-truth/");
            house.house()
                    .bucket()
                    .put(key, "application/json", Json.write(answers).getBytes(UTF_8));
            where.put("outputS3Uri", "s3://" + Resources.BUCKET + "/" + key);
            house.told(event);

            assertThat(house.labels(batch, item)).isEqualTo(labels);
        }
    }

    /** Makes a file of a document. */
    interface Rewriting {
        byte[] of(byte[] published, VendorHouse house);
    }

    /**
     * As the lines of a manifest that bring pre-labels.
     *
     * @param batch whose item has the document in its line
     */
    record Imported(String batch, String item, String prelabel) implements Passage {

        @Override
        public void through(VendorHouse house, String file, byte[] published) {
            assertThat(Json.write(house.told(batch, item).path("prelabel"))).isEqualTo(prelabel);
        }
    }

    /** To a function of a labeling job, whose answer is published too. */
    record Invoked(String function, String event, String answer) implements Passage {

        @Override
        public void through(VendorHouse house, String file, byte[] published) throws Exception {
            byte[] said = house.house().invoke(function, VendorFixtures.content(event));

            assertThat(Json.parse(said)).isEqualTo(Json.parse(VendorFixtures.content(answer)));
        }
    }

    /**
     * To a labeling job's function {@code consolidate}, with a payload of answers.
     *
     * @param event      the function's
     * @param payload    the answers
     * @param categories of the job
     * @param label      the attribute's value, or its metadata's failure
     */
    record Consolidated(String event, String payload, List<String> categories, String label) implements Passage {

        @Override
        public void through(VendorHouse house, String file, byte[] published) throws Exception {
            house.house().bucket().put(payload, "application/json", VendorFixtures.content(payload));
            ObjectNode asked = (ObjectNode) Json.parse(VendorFixtures.content(event));
            asked.putObject("payload").put("s3Uri", "s3://" + Resources.BUCKET + "/" + payload);
            categories.forEach(asked.putArray("labelCategories")::add);
            JsonNode answer = Json.parse(
                    house.house().invoke("consolidate", Json.write(asked).getBytes(UTF_8)));

            String attribute = asked.get("labelAttributeName").asText();
            JsonNode content = answer.at("/0/consolidatedAnnotation/content");
            JsonNode said = content.has(attribute)
                    ? content.get(attribute)
                    : content.at("/" + attribute + "-metadata/failure-reason");
            assertThat(Json.write(said)).isEqualTo(label);
        }
    }
}
