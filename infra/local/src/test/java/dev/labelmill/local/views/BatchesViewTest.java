package dev.labelmill.local.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.local.views.UploadedBatches.Uploaded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchesViewTest {

    private static final String SETTINGS = """
        {"project": "tests", "labelType": {"kind": "single-choice", "classes": ["a", "b"]},
         "overlap": {"min": 1, "max": 1, "targetConfidence": 0.9},
         "vendors": [{"name": "crowd", "tier": "crowd", "pricePerLabel": 0.01, "capacity": 9, "deadlineSeconds": 60}]}
        """;

    private static Uploaded batch(String id, Phase phase, int second) {
        Instant at = Instant.EPOCH.plusSeconds(second);
        Batch batch = Batch.received(
                BatchSettingsReader.read(id, SETTINGS.getBytes(StandardCharsets.UTF_8)), SETTINGS, "etag", at);
        return new Uploaded(id, Optional.of(batch.enter(phase, at)));
    }

    @Test
    void what_runs_stands_above_what_is_not_accepted_and_that_above_what_is_over() {
        Stream<Uploaded> uploaded = Stream.of(
                new Uploaded("broken", Optional.empty()),
                batch("done", Phase.DONE, 4),
                batch("older", Phase.LABELLING, 1),
                batch("cancelled", Phase.CANCELLED, 3),
                batch("newer", Phase.LABELLING, 2));

        assertThat(uploaded.sorted(BatchesView.order()).map(Uploaded::id))
                .containsExactly("newer", "older", "broken", "done", "cancelled");
    }
}
