package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.work.Posting;
import dev.labelmill.core.work.Work;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of labels that leave no trace on their task, and reach the totals later than everything else. */
class LateMoneyTest {

    private static final LocalDate TODAY = LocalDate.ofInstant(Stage.START, ZoneOffset.UTC);

    private final LabelledBatch batch = FinishedBatch.mixed();
    private int before;

    @BeforeEach
    void totals_that_hold_everything_so_far() {
        batch.tallied();
        before = batch.stage.changes().size();
    }

    private Label first() {
        return batch.stage.labels().of(batch.id, "p0").get(0);
    }

    private void change(Posting.Kind kind, Work now, Optional<LabelValue> value) {
        Label label = first();
        assertThat(batch.stage
                        .labels()
                        .store(new Label(
                                label.batch(),
                                label.project(),
                                label.item(),
                                label.vendor(),
                                label.annotator(),
                                value,
                                label.revision() + 1,
                                "m",
                                label.dispatch(),
                                label.purpose(),
                                label.postings().becomes(TODAY, kind, now),
                                now.millis(),
                                label.known(),
                                label.spent(),
                                label.vendorLabel(),
                                0)))
                .isTrue();
    }

    /** From now on changes of labels come by a shard that is behind. */
    private void tallied(String shard, boolean labels) {
        Predicate<JsonNode> isLabel =
                change -> change.at("/dynamodb/Keys/sk/S").asText().startsWith("LABEL#");
        List<JsonNode> changes = batch.stage.changes();
        batch.stage
                .services()
                .tally()
                .handle(Events.windowed(
                        shard,
                        changes.subList(before, changes.size()).stream()
                                .filter(change -> isLabel.test(change) == labels)
                                .toList()));
    }

    private void assertTheReportWaitsForTheLabels() {
        assertThat(batch.gather()).isZero();
        tallied("shard-1", false);
        assertThat(batch.conclude()).as("while a label's change is not known").isEqualTo(1);

        tallied("shard-2", true);

        assertThat(batch.conclude()).isZero();
        JsonNode cost = batch.report().path("cost");
        long scanned = batch.stage
                        .labels()
                        .ofVendor("crowd")
                        .mapToLong(Label::priceNanos)
                        .sum()
                + batch.stage
                        .labels()
                        .ofVendor("experts")
                        .mapToLong(Label::priceNanos)
                        .sum();
        assertThat(cost.path("labour")
                        .decimalValue()
                        .add(cost.path("qualityControl").decimalValue()))
                .isEqualByComparingTo(Dollars.of(scanned));
    }

    @Test
    void a_correction_of_the_time_is_in_the_report() {
        change(Posting.Kind.CORRECTION, new Work(first().priceNanos() + 7, 9_000, 0, 0), first().value());

        assertTheReportWaitsForTheLabels();
    }

    @Test
    void a_label_taken_back_is_not_in_the_report() {
        change(Posting.Kind.DELETION, Work.NONE, Optional.empty());

        assertTheReportWaitsForTheLabels();
    }
}
