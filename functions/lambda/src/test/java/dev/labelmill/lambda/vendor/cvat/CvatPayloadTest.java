package dev.labelmill.lambda.vendor.cvat;

import static dev.labelmill.lambda.vendor.cvat.CvatSamples.COMPLETED;
import static dev.labelmill.lambda.vendor.cvat.CvatSamples.ERRAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CVAT's webhook tells, by the samples. */
class CvatPayloadTest {

    @Test
    void a_job_that_was_just_completed_is_an_errand() throws UnusableContent {
        assertThat(Read.by(new CvatPayload(), COMPLETED).errands()).containsExactly(ERRAND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"before_update\":{\"state\":\"in progress\"} | \"before_update\":{\"state\":\"completed\"}",
                "\"before_update\":{\"state\":\"in progress\"} | \"before_update\":{\"assignee\":null}",
                "\"state\":\"completed\" | \"state\":\"rejected\"",
                "\"stage\":\"annotation\" | \"stage\":\"validation\"",
                "\"type\":\"annotation\" | \"type\":\"ground_truth\"",
                "\"consensus_replicas\":0 | \"consensus_replicas\":2",
                "update:job | create:job"
            })
    void what_is_no_annotators_completed_job_is_nobodys_business(String said, String instead) throws UnusableContent {
        assertThat(Read.by(new CvatPayload(), COMPLETED.replace(said, instead))).isEqualTo(ParsedPayload.ignored());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"ping\",\"webhook\":{\"id\":7,\"events\":[\"update:job\"]},\"sender\":{\"id\":1}}",
                "{\"event\":\"update:task\",\"task\":{\"id\":15,\"name\":\"new task name\"},\"before_update\":{\"name\":\"task\"}}",
                "{\"event\":\"completed:request[create:task]\",\"request\":{\"status\":\"finished\",\"operation\":{\"task_id\":1}}}"
            })
    void other_events_that_cvat_documents_are_ignored(String body) throws UnusableContent {
        assertThat(Read.by(new CvatPayload(), body)).isEqualTo(ParsedPayload.ignored());
    }

    @Test
    void a_webhook_that_lacks_something_is_told_so() {
        assertThatThrownBy(() -> Read.by(new CvatPayload(), "{}")).hasMessage("event is missing");
        assertThatThrownBy(() -> Read.by(new CvatPayload(), COMPLETED.replace("\"id\":19", "\"id\":\"../19\"")))
                .hasMessage("job.id is not a number");
    }
}
