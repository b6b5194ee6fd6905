package dev.labelmill.lambda.groundtruth;

import static dev.labelmill.lambda.groundtruth.LabelingJobs.answer;
import static dev.labelmill.lambda.groundtruth.LabelingJobs.chosen;
import static dev.labelmill.lambda.groundtruth.LabelingJobs.content;
import static dev.labelmill.lambda.groundtruth.LabelingJobs.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

class ConsolidatingTest {

    private final Stage stage = new Stage();
    private final LabelingJobs jobs = new LabelingJobs(stage);

    private JsonNode sample(String name, String... categories) {
        return jobs.consolidated(Events.sample("ground-truth/" + name + ".json"), categories);
    }

    @Test
    void single_choices_become_the_class_that_most_chose() {
        JsonNode answer = sample("payload-classes", "Canary", "Falcon", "Owl");

        assertThat(answer).hasSize(3);
        assertThat(answer.findValuesAsText("datasetObjectId")).containsExactly("0", "1", "2");
        assertThat(content(answer, 0).path("bird")).hasToString("1");
        JsonNode metadata = content(answer, 0).path("bird-metadata");
        assertThat(metadata.path("class-name").textValue()).isEqualTo("Falcon");
        assertThat(metadata.path("confidence").doubleValue()).isBetween(0.3, 1.0);
        assertThat(metadata.path("human-annotated").textValue()).isEqualTo("yes");
        assertThat(metadata.path("creation-date").textValue()).isEqualTo("2026-11-24T10:00:00.000000");
        assertThat(metadata.path("type").textValue()).isEqualTo("groundtruth/image-classification");
        assertThat(metadata.path("job-name").textValue()).isEqualTo("labeling-job/birds");
        assertThat(content(answer, 1).path("bird-metadata").path("class-name").textValue())
                .isEqualTo("Canary");
    }

    @Test
    void an_object_whose_answers_are_all_unusable_has_no_label_but_a_reason() {
        assertThat(content(sample("payload-classes", "Canary", "Falcon", "Owl"), 2))
                .hasToString("{\"bird-metadata\":{\"failure-reason\":\"None of the workers' answers can be used.\","
                        + "\"human-annotated\":\"yes\",\"job-name\":\"labeling-job/birds\"}}");
    }

    @Test
    void without_categories_the_classes_are_those_that_the_answers_name() {
        JsonNode answer = sample("payload-classes");

        assertThat(content(answer, 2).path("bird-metadata").path("class-name").textValue())
                .isEqualTo("Penguin");
        assertThat(content(answer, 2).path("bird")).hasToString("3");
    }

    @Test
    void several_choices_become_those_with_a_majority_and_none_is_an_answer_too() {
        JsonNode answer = sample("payload-sets", "delivery", "packaging", "price");

        assertThat(content(answer, 0).path("bird")).hasToString("[0,1]");
        assertThat(content(answer, 0).path("bird-metadata").path("class-map"))
                .hasToString("{\"0\":\"delivery\",\"1\":\"packaging\"}");
        assertThat(content(answer, 0).path("bird-metadata").path("type").textValue())
                .isEqualTo("groundtruth/text-classification-multilabel");
        assertThat(content(answer, 1).path("bird")).hasToString("[]");
    }

    @Test
    void boxes_are_fused_and_know_their_image() {
        JsonNode label = content(sample("payload-boxes"), 0);

        assertThat(label.path("bird").path("image_size")).hasToString("[{\"width\":3745,\"height\":2497,\"depth\":3}]");
        assertThat(label.path("bird").path("annotations")).hasSize(1);
        JsonNode box = label.path("bird").path("annotations").path(0);
        assertThat(box.path("left").doubleValue()).isCloseTo(583, within(10.0));
        assertThat(label.path("bird-metadata").path("class-map")).hasToString("{\"0\":\"Bird\"}");
        assertThat(label.path("bird-metadata").path("type").textValue()).isEqualTo("groundtruth/object-detection");
    }

    @Test
    void entities_are_those_that_a_majority_marked() {
        JsonNode label = content(sample("payload-entities"), 0);

        assertThat(label.path("bird").path("annotations").path("entities"))
                .hasToString("[{\"label\":\"verb\",\"startOffset\":0,\"endOffset\":4},"
                        + "{\"label\":\"number\",\"startOffset\":5,\"endOffset\":6},"
                        + "{\"label\":\"object\",\"startOffset\":15,\"endOffset\":20}]");
        assertThat(label.path("bird-metadata").path("type").textValue()).isEqualTo("groundtruth/text-span");
    }

    @Test
    void an_answer_may_lie_in_an_object_of_its_own() {
        ArrayNode payload = Json.MAPPER.createArrayNode();
        ObjectNode object = object(payload, "7");
        stage.upload("jobs/answer.json", Json.write(chosen("Owl")));
        ((ArrayNode) object.path("annotations"))
                .addObject()
                .put("workerId", "w")
                .putObject("annotationData")
                .put("s3Uri", "s3://" + stage.name + "/jobs/answer.json");

        assertThat(content(jobs.consolidated(payload, "Canary", "Owl"), 0).path("bird"))
                .hasToString("1");
    }

    @Test
    void answers_that_cannot_be_used_are_left_out_and_the_others_count() {
        ArrayNode payload = Json.MAPPER.createArrayNode();
        ObjectNode object = object(payload, "7");
        answer(object, "a", chosen("Owl"));
        answer(object, "b", Json.object());
        answer(object, "c", Json.object().put("comment", "no element"));
        ArrayNode annotations = (ArrayNode) object.path("annotations");
        annotations.addObject().put("workerId", "d").putObject("annotationData").put("content", "{broken");
        annotations
                .addObject()
                .put("workerId", "e")
                .putObject("annotationData")
                .put("s3Uri", "s3://" + stage.name + "/jobs/nothing.json");
        annotations.add(7);

        JsonNode label = content(jobs.consolidated(payload, "Canary", "Owl"), 0);

        assertThat(label.path("bird")).hasToString("1");
        assertThat(label.path("bird-metadata").path("labelmill").path("labels")).hasToString("1");
    }

    @Test
    void of_a_workers_several_answers_the_last_counts_and_nobodys_order_matters() {
        ArrayNode payload = Json.MAPPER.createArrayNode();
        ObjectNode object = object(payload, "7");
        answer(object, "a", chosen("Canary"));
        answer(object, "b", chosen("Owl"));
        answer(object, "a", chosen("Owl"));
        ArrayNode turned = Json.MAPPER.createArrayNode();
        ObjectNode other = object(turned, "7");
        answer(other, "b", chosen("Owl"));
        answer(other, "a", chosen("Owl"));

        JsonNode answer = jobs.consolidated(payload, "Canary", "Owl");

        assertThat(content(answer, 0).path("bird")).hasToString("1");
        assertThat(jobs.consolidated(turned, "Canary", "Owl")).isEqualTo(answer);
    }

    @Test
    void nobodys_answers_are_no_labels() {
        ArrayNode payload = Json.MAPPER.createArrayNode();
        object(payload, "7");

        assertThat(content(jobs.consolidated(payload, "Canary", "Owl"), 0).path("bird-metadata"))
                .anyMatch(value -> value.asText().startsWith("None of"));
        assertThat(jobs.consolidated(Json.MAPPER.createArrayNode())).isEmpty();
    }

    @Test
    void a_payload_that_is_not_there_or_none_is_said_in_a_sentence() {
        ObjectNode event = (ObjectNode) Events.sample("ground-truth/consolidate.json");
        ObjectNode address = (ObjectNode) event.path("payload");
        address.put("s3Uri", "s3://" + stage.name + "/nothing.json");
        assertThatThrownBy(() -> stage.services().consolidate().handle(event))
                .hasMessage("payload.s3Uri names an object that is not there");

        stage.upload("broken.json", "[");
        address.put("s3Uri", "s3://" + stage.name + "/broken.json");
        assertThatThrownBy(() -> stage.services().consolidate().handle(event))
                .hasMessageStartingWith("payload.s3Uri names a file that is not valid JSON");

        address.put("s3Uri", "https://example.org/");
        assertThatThrownBy(() -> stage.services().consolidate().handle(event))
                .hasMessage("payload.s3Uri is not the address of an object in S3");
    }
}
