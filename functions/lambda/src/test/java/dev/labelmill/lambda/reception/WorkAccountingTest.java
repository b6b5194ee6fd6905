package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.Label;
import dev.labelmill.core.work.Postings;
import dev.labelmill.core.work.Statement;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vendor paid by the hour, over the end of a month. */
class WorkAccountingTest {

    private static final String SETTINGS = """
        {"project":"demo","labelType":{"kind":"single-choice","classes":["no","yes"]},"slices":2,
         "overlap":{"min":2,"max":3,"targetConfidence":0.9},
         "vendors":[{"name":"crowd","tier":"crowd","capacity":10,"deadlineSeconds":60,
          "price":{"perHour":18,"mostSeconds":60,"unknownSeconds":10,"minimumFee":5}}]}\
        """;

    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");
    private static final LocalDate DECEMBER = LocalDate.parse("2026-12-01");
    private static final LocalDate JANUARY = LocalDate.parse("2027-01-01");

    private final Stage stage = new Stage();
    private final LabelIntake intake = Intakes.of(stage);

    @BeforeEach
    void tasks_claimed_for_two_labels() {
        stage.batches().insert(Samples.labelling("b", SETTINGS));
        for (int i = 0; i < 4; i++) {
            stage.claimed(Samples.task("b", "i" + i, 0.5), "d-1");
        }
        stage.now = Instant.parse("2026-11-30T23:59:00Z");
    }

    private void take(String item, String annotator, LabelChange change, long revision, Long millis) {
        intake.take("crowd", new IncomingLabel("b", item, "d-1", annotator, change, revision, millis, "m"));
    }

    private static LabelChange yes() {
        return new LabelChange.Chosen("yes");
    }

    private long stated(LocalDate from, LocalDate to) {
        List<Statement.Line> lines = lines(from, to);
        return lines.get(lines.size() - 1).work().nanos();
    }

    private List<Statement.Line> lines(LocalDate from, LocalDate to) {
        Statement statement = new Statement(from, to);
        stage.labels()
                .ofVendor("crowd")
                .forEach(label -> statement.add(label.batch(), label.purpose().name(), label.postings()));
        return statement.lines(batch -> Optional.empty());
    }

    private long scanned() {
        return stage.labels().ofVendor("crowd").mapToLong(Label::priceNanos).sum();
    }

    @Test
    void a_correction_in_the_next_month_is_an_adjustment_there_and_keeps_the_time_that_it_does_not_tell() {
        take("i1", "w1", yes(), 1, 20_000L);
        assertThat(stated(NOVEMBER, DECEMBER)).isEqualTo(100_000_000);
        stage.now = Instant.parse("2026-12-01T00:00:00Z");

        take("i1", "w1", yes(), 2, null);
        assertThat(stated(DECEMBER, JANUARY)).isZero();
        take("i1", "w1", yes(), 3, 500_000L);

        assertThat(stated(NOVEMBER, DECEMBER)).isEqualTo(100_000_000);
        assertThat(stated(DECEMBER, JANUARY)).isEqualTo(200_000_000);
        assertThat(scanned()).isEqualTo(300_000_000);
    }

    @Test
    void a_deletion_takes_back_what_was_booked_and_the_label_given_again_is_paid_once() {
        take("i1", "w1", yes(), 1, null);
        stage.now = Instant.parse("2026-12-02T00:00:00Z");
        take("i1", "w1", new LabelChange.Deleted(), 2, null);
        take("i1", "w1", new LabelChange.Deleted(), 2, null);
        assertThat(stated(DECEMBER, JANUARY)).isEqualTo(-50_000_000);
        assertThat(scanned()).isZero();

        take("i1", "w1", yes(), 3, 60_000L);
        take("i1", "w1", yes(), 3, 60_000L);

        assertThat(stated(DECEMBER, JANUARY)).isEqualTo(250_000_000);
        assertThat(scanned()).isEqualTo(300_000_000);
    }

    @Test
    void a_deletion_of_what_never_was_is_on_no_account_and_keeps_the_older_label_out() {
        take("i1", "w1", new LabelChange.Deleted(), 2, null);
        take("i1", "w1", yes(), 1, 5_000L);

        assertThat(stage.labels().of("b", "i1"))
                .singleElement()
                .satisfies(label -> assertThat(label.postings()).isEqualTo(Postings.NONE));
        assertThat(stated(NOVEMBER, JANUARY)).isZero();
    }

    @Test
    void statements_of_all_periods_tallies_and_a_scan_agree_to_the_nano_dollar_whatever_comes() {
        Random random = new Random(7);
        for (int step = 0; step < 300; step++) {
            stage.now = Instant.parse("2026-11-29T00:00:00Z").plusSeconds(step * 900L);
            LabelChange change = random.nextInt(5) == 0
                    ? new LabelChange.Deleted()
                    : new LabelChange.Chosen(random.nextBoolean() ? "yes" : "no");
            Long millis = random.nextInt(4) == 0 ? null : (long) random.nextInt(90_000);
            take("i" + random.nextInt(4), "w" + random.nextInt(4), change, 1 + random.nextInt(step / 20 + 1), millis);
        }
        stage.services().tally().handle(Events.windowed("shard", stage.changes()));

        assertThat(scanned()).isPositive();
        assertThat(stated(NOVEMBER, JANUARY)).isEqualTo(scanned());
        assertThat(stated(NOVEMBER, DECEMBER) + stated(DECEMBER, JANUARY)).isEqualTo(scanned());
        assertThat(stage.tallies().total(Keys.batchTally("b")).get("paid.crowd"))
                .isEqualTo(scanned());
        assertThat(stage.labels().of("b", "i0"))
                .filteredOn(label -> !label.isTombstone())
                .hasSizeLessThanOrEqualTo(2);
    }
}
