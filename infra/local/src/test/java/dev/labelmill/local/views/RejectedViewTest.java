package dev.labelmill.local.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.local.views.UploadedBatches.Uploaded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectedViewTest {

    private static final String SETTINGS = """
        {"project": "tests", "labelType": {"kind": "single-choice", "classes": ["a", "b"]},
         "overlap": {"min": 1, "max": 1, "targetConfidence": 0.9},
         "vendors": [{"name": "crowd", "tier": "crowd", "pricePerLabel": 0.01, "capacity": 9, "deadlineSeconds": 60}]}
        """;

    @Test
    void what_was_rejected_last_stands_first() {
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        List<Rejection> found = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // Rows come in the order of their ids, which tells nothing of when.
            found.add(new Rejection("returns", noon.plusSeconds(i * 7 % 300), "id-" + i, "a reason", ""));
        }

        assertThat(RejectedView.newestFirst(found))
                .hasSize(100)
                .isSortedAccordingTo(Comparator.comparing(Rejection::at).reversed())
                .first()
                .satisfies(newest -> assertThat(newest.at()).isEqualTo(noon.plusSeconds(299)));
    }

    @Test
    void whatever_keeps_a_rejection_is_looked_for_it() {
        Batch street = Batch.received(
                BatchSettingsReader.read("street", SETTINGS.getBytes(StandardCharsets.UTF_8)),
                "",
                "etag",
                Instant.EPOCH);

        assertThat(RejectedView.sources(List.of(
                        new Uploaded("street", Optional.of(street)), new Uploaded("waiting", Optional.empty()))))
                .containsExactlyInAnyOrder(
                        "webhook-refused",
                        "returns",
                        "score/?",
                        "tally/?",
                        "batch/street",
                        "score/street",
                        "tally/street",
                        "batch/waiting",
                        "score/waiting",
                        "tally/waiting",
                        "webhook/crowd",
                        "returns/crowd",
                        "collect/crowd",
                        "push/crowd");
    }

    @Test
    void what_was_wrong_with_an_upload_that_was_accepted_since_is_told_as_mended_and_what_came_later_is_not() {
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        List<Rejection> found = List.of(
                new Rejection("batch/street", noon, "1", "overlap is missing", ""),
                new Rejection("batch/street", noon.plusSeconds(9), "2", "its manifest was taken", ""));

        JsonNode accepted = RejectedView.source("batch/street", found, Optional.of(noon.plusSeconds(5)));
        JsonNode waiting = RejectedView.source("batch/street", found, Optional.empty());

        assertThat(accepted.at("/rejections/0/mended").asBoolean()).isFalse();
        assertThat(accepted.at("/rejections/1/mended").asBoolean()).isTrue();
        assertThat(accepted.has("announce")).isFalse();
        assertThat(waiting.findValuesAsText("mended")).containsExactly("false", "false");
        assertThat(waiting.path("announce").asText()).isEqualTo("street");
    }
}
