package dev.labelmill.local.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.local.views.UploadedBatches.Uploaded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
}
