package dev.labelmill.lambda.vendor.cvat;

import static dev.labelmill.lambda.vendor.cvat.CvatSamples.COMPLETED;
import static dev.labelmill.lambda.vendor.cvat.CvatSamples.DELIVERY;
import static dev.labelmill.lambda.vendor.cvat.CvatSamples.ERRAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.Read;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched from CVAT after its webhook, by the samples. */
class CvatTest {

    private static final String TAG = "{\"id\":1,\"frame\":0,\"label_id\":28,\"group\":0,\"source\":\"manual\"}";

    /** What the API has, by path without query. */
    private final Map<String, String> has = new HashMap<>(Map.of(
            "/api/jobs/19", text("cvat/job.json"),
            "/api/tasks/15", text("cvat/task.json"),
            "/api/jobs/19/data/meta", text("cvat/job-data.json"),
            "/api/labels", text("cvat/labels.json"),
            "/api/jobs/19/annotations", text("cvat/annotations.json")));

    private final VendorStandIn cvat = new VendorStandIn(this::answer);

    @AfterEach
    void close() {
        cvat.close();
    }

    @Test
    void a_job_is_fetched_with_the_key_and_its_rectangles_are_boxes() throws UnusableContent {
        assertThat(fetch().labels())
                .containsExactly(new IncomingLabel(
                        "digits",
                        "i1",
                        "d-5f1c0a9e4b7d2386",
                        "11",
                        new LabelChange.Valued(json("""
                                [{"label":"car","left":10.5,"top":20.0,"width":100.0,"height":60.0},
                                 {"label":"person","left":300.0,"top":50.0,"width":40.0,"height":100.0}]""")),
                        1_795_511_348_602_114L,
                        null,
                        DELIVERY));
        assertThat(cvat.asked())
                .hasSize(5)
                .allSatisfy(asked ->
                        assertThat(asked.headers()).containsEntry("authorization", "Token " + VendorStandIn.KEY));
    }

    @Test
    void a_tag_is_a_choice_and_several_are_a_list_and_nothing_is_an_empty_one() throws UnusableContent {
        annotated(TAG, "");
        assertThat(change()).isEqualTo(new LabelChange.Chosen("car"));
        annotated(TAG + "," + TAG.replace("28", "29"), "");
        assertThat(change()).isEqualTo(new LabelChange.Valued(json("[\"car\",\"person\"]")));
        annotated("", "");
        assertThat(change()).isEqualTo(new LabelChange.Valued(json("[]")));
        annotated(TAG + "," + TAG.replace("\"frame\":0", "\"frame\":1"), "");
        assertThat(change()).isEqualTo(new LabelChange.Chosen("car"));
    }

    @Test
    void labels_are_read_over_all_pages_and_by_no_address_that_the_vendor_wrote() throws UnusableContent {
        cvat.answer(asked -> {
            if (!asked.path().startsWith("/api/labels")) {
                return answer(asked);
            }
            assertThat(asked.path()).contains("job_id=19");
            boolean first = asked.path().contains("page=1&");
            return Said.ok(
                    first
                            ? "{\"next\":\"https://elsewhere.example/\",\"results\":[{\"id\":28,\"name\":\"car\"}]}"
                            : "{\"next\":null,\"results\":[{\"id\":29,\"name\":\"person\"}]}");
        });

        assertThat(fetch().labels()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"state\":\"completed\" | \"state\":\"in progress\"",
                "\"type\":\"annotation\" | \"type\":\"ground_truth\"",
                "\"consensus_replicas\":0 | \"consensus_replicas\":2",
            })
    void a_job_that_is_no_annotators_any_more_holds_no_label(String said, String instead) throws UnusableContent {
        change("/api/jobs/19", said, instead);
        assertThat(fetch()).isEqualTo(ParsedPayload.ignored());
    }

    @Test
    void a_replica_is_a_persons_own_answer() throws UnusableContent {
        change("/api/jobs/19", "\"type\":\"annotation\"", "\"type\":\"consensus_replica\"");
        assertThat(fetch().labels()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "in progress", "completed"})
    void an_answer_that_a_reviewer_had_before_it_was_fetched_is_not_lost_without_a_word(String state)
            throws UnusableContent {
        change("/api/jobs/19", "\"stage\":\"annotation\"", "\"stage\":\"validation\"");
        change("/api/jobs/19", "\"state\":\"completed\"", "\"state\":\"" + state + "\"");
        change("/api/jobs/19", "2026-11-24T09:09:08.602114Z", "2026-11-24T11:00:00.000000Z");
        change(
                "/api/jobs/19",
                "\"assignee\":{\"url\":\"https://cvat.example/api/users/11\",\"id\":11",
                "\"assignee\":{\"id\":12");

        assertThat(fetch().labels()).singleElement().satisfies(label -> {
            assertThat(label.annotator()).isEqualTo("11");
            assertThat(label.revision()).isEqualTo(1_795_511_348_602_114L);
            assertThat(label.change())
                    .isInstanceOfSatisfying(
                            LabelChange.Lost.class,
                            lost -> assertThat(lost.reason())
                                    .contains("set the job back to annotation and to completed"));
        });
    }

    @Test
    void a_job_that_was_given_to_somebody_else_meanwhile_is_still_the_annotators_answer() throws UnusableContent {
        change(
                "/api/jobs/19",
                "\"assignee\":{\"url\":\"https://cvat.example/api/users/11\",\"id\":11",
                "\"assignee\":{\"id\":12");

        assertThat(fetch().labels()).extracting(IncomingLabel::annotator).containsExactly("11");
    }

    @Test
    void a_job_that_had_no_assignee_is_whose_it_is_when_it_is_fetched() throws UnusableContent {
        Errand nobodys = new Errand("job", "19/2026-11-24T09:09:08.602114Z", DELIVERY);

        assertThat(Read.by(new CvatPayload(), COMPLETED.replaceFirst("\"assignee\":\\{[^}]*}", "\"assignee\":null"))
                        .errands())
                .containsExactly(nobodys);
        assertThat(fetch(nobodys).labels()).extracting(IncomingLabel::annotator).containsExactly("11");
        change("/api/jobs/19", "\"assignee\":{", "\"nobody\":{");
        assertThatThrownBy(() -> fetch(nobodys))
                .isInstanceOf(UnusableContent.class)
                .hasMessage(
                        "job.assignee is missing, and CVAT tells by nothing else who annotated: assign the job first");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/jobs/19 | \"id\":19 | \"id\":20 | job.id is not the id of the job that was asked for",
                "/api/jobs/19 | \"stop_frame\":0 | \"stop_frame\":4 | job.stop_frame is not 0: a task of Labelmill's has one image",
                "/api/tasks/15 | digits~ | digits | task.name is not the key of a task that Labelmill gave",
                "/api/tasks/15 | ~i1 | ~i%231 | task.name holds the character #",
                "/api/jobs/19/data/meta | \"deleted_frames\":[] | \"deleted_frames\":[0] | data.deleted_frames holds the task's only image, so that there is no label of it"
            })
    void a_job_that_cannot_be_used_is_told_in_a_sentence(String path, String said, String instead, String sentence) {
        change(path, said, instead);
        assertThatThrownBy(this::fetch).isInstanceOf(UnusableContent.class).hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"rectangle\" | \"type\":\"polygon\" | annotations.shapes[0].type is not rectangle",
                "\"rotation\":0, | \"rotation\":12.5, | annotations.shapes[0].rotation is not 0: boxes stand upright",
                "[10.5,20,110.5,80] | [10.5,20,110.5] | annotations.shapes[0].points are not the four numbers of a rectangle",
                "\"label_id\":29 | \"label_id\":30 | annotations.shapes[1].label_id is no label of the job's project",
                "\"tracks\":[] | \"tracks\":[{\"frame\":0}] | annotations.tracks is not empty: an image has tags or shapes",
                "\"tags\":[] | \"tags\":[{\"frame\":0,\"label_id\":28}] | annotations hold tags and shapes: labels of one type are one or the other"
            })
    void annotations_that_are_no_label_are_problems(String said, String instead, String sentence)
            throws UnusableContent {
        change("/api/jobs/19/annotations", said, instead);
        assertThat(fetch().problems()).extracting(LabelProblem::sentence).containsExactly(sentence);
        assertThat(fetch().labels()).isEmpty();
    }

    @Test
    void a_missing_job_is_never_given_and_a_refused_key_or_a_busy_api_is_tried_again() {
        cvat.answer(asked -> Said.status(404, "{}"));
        assertThatThrownBy(this::fetch).isInstanceOf(VendorRefusal.class);
        for (int status : new int[] {401, 403, 429, 500, 503}) {
            cvat.answer(asked -> Said.status(status, "{}"));
            assertThatThrownBy(this::fetch)
                    .isInstanceOf(VendorUnavailable.class)
                    .hasMessageNotContaining(VendorStandIn.KEY);
        }
    }

    @Test
    void an_errand_of_another_kind_or_with_a_path_for_an_id_is_asked_of_nobody() {
        assertThatThrownBy(() -> fetch(new Errand("job", "../users/1/2026-11-24T09:09:08Z", "d")))
                .isInstanceOf(UnusableContent.class);
        assertThatThrownBy(() -> fetch(new Errand("assignment", ERRAND.id(), "d")))
                .isInstanceOf(UnusableContent.class);
        assertThat(cvat.asked()).isEmpty();
    }

    private Said answer(Asked asked) {
        String found = has.get(asked.path().replaceAll("\\?.*", ""));
        return found == null ? Said.status(404, "{}") : Said.ok(found);
    }

    private void change(String path, String said, String instead) {
        assertThat(has.get(path)).contains(said);
        has.merge(path, "", (text, none) -> text.replace(said, instead));
    }

    private void annotated(String tags, String shapes) {
        has.put(
                "/api/jobs/19/annotations",
                "{\"version\":0,\"tags\":[" + tags + "],\"shapes\":[" + shapes + "],\"tracks\":[]}");
    }

    private LabelChange change() throws UnusableContent {
        return fetch().labels().get(0).change();
    }

    private ParsedPayload fetch() throws UnusableContent {
        return fetch(ERRAND);
    }

    private ParsedPayload fetch(Errand errand) throws UnusableContent {
        return new CvatJob().fetch(new VendorHttp(() -> Stage.START), cvat.access(), errand);
    }

    private static String text(String sample) {
        return Json.write(Events.sample(sample));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
