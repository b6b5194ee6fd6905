package dev.labelmill.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.labelmill.core.cost.Estimate.Line;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.util.BigDecimalComparator;
import org.junit.jupiter.api.Test;

/**
 * A batch reckoned by hand: of 1,000 items 600 stand by their pre-labels and 50 are gold, so that 350 go to people; 30 are audited.
 * That makes 430 tasks and 2.5 × 400 + 30 = 1,030 labels.
 */
class EstimateTest {

    private static final long TASKS = 430;
    private static final long LABELS = 1030;

    private static final PriceList PRICES = new PriceList(
            "2026-11-24",
            "us-east-1",
            "arm64",
            200_000,
            13_333_400,
            625_000,
            125_000,
            5_000_000,
            400_000,
            400_001,
            500,
            344,
            410_958_904,
            Map.of());

    private static final Estimate BATCH =
            new Estimate(1000, 600, 50, 30, new BigDecimal("2.5"), 20_000_000, 500_000_000, 2, PRICES);

    private static void assertDollars(BigDecimal dollars, String expected) {
        assertThat(dollars).isEqualByComparingTo(expected);
    }

    private static Map<String, Line> byName(List<Line> lines) {
        return lines.stream().collect(Collectors.toMap(Line::name, Function.identity()));
    }

    private static BigDecimal times(BigDecimal each, long count) {
        return each.multiply(BigDecimal.valueOf(count));
    }

    @Test
    void people_get_what_is_neither_accepted_nor_gold_and_are_paid_for_each_label() {
        assertThat(BATCH.people()).isEqualTo(350);
        assertThat(BATCH.labour().quantity()).isEqualByComparingTo("875");
        assertThat(BATCH.labour().unit()).isEqualTo("labels");
        assertDollars(BATCH.labour().dollars(), "17.5");
    }

    @Test
    void gold_is_answered_as_often_as_any_item_and_an_audit_once_at_the_experts_price() {
        assertThat(BATCH.qualityControl()).extracting(Line::name).containsExactly("answers on gold", "audits");
        assertThat(BATCH.qualityControl())
                .extracting(Line::dollars)
                .usingElementComparator(BigDecimalComparator.BIG_DECIMAL_COMPARATOR)
                .containsExactly(new BigDecimal("2.5"), new BigDecimal("15"));
    }

    @Test
    void each_task_and_each_label_takes_its_units_of_the_table_and_its_compute() {
        Map<String, Line> lines = byName(BATCH.platform());

        assertDollars(lines.get("DynamoDB writes").quantity(), Long.toString(4 * TASKS + 2 * LABELS));
        assertDollars(lines.get("DynamoDB reads").quantity(), Long.toString(11 * TASKS / 2 + 3 * LABELS));
        assertDollars(lines.get("S3 reads").quantity(), Long.toString(20 + TASKS));
        assertThat(lines.get("Lambda compute").quantity())
                .isEqualByComparingTo(times(UnitCounts.GB_SECONDS_AN_ITEM, 1000)
                        .add(times(UnitCounts.GB_SECONDS_A_CLAIM, TASKS))
                        .add(times(UnitCounts.GB_SECONDS_A_LABEL, LABELS)));
        assertThat(lines.get("logs").quantity()).isEqualByComparingTo(times(UnitCounts.LOG_BYTES_A_LABEL, LABELS));
    }

    @Test
    void every_line_has_the_price_of_its_service() {
        assertThat(BATCH.platform())
                .extracting(Line::name, line -> line.price().toPlainString(), Line::unit)
                .containsExactly(
                        tuple("DynamoDB writes", "0.000000625000", "units"),
                        tuple("DynamoDB reads", "0.000000125000", "units"),
                        tuple("Lambda compute", "0.000013333400", "GB-seconds"),
                        tuple("Lambda requests", "0.000000200000", "requests"),
                        tuple("S3 writes", "0.000005000000", "requests"),
                        tuple("S3 reads", "0.000000400000", "requests"),
                        tuple("SQS", "0.000000400001", "requests"),
                        tuple("logs", "0.000000000500", "bytes"));
    }

    @Test
    void a_batch_has_a_chunk_at_least_and_one_more_for_each_that_its_items_fill() {
        assertDollars(chunks(1, 1), "1");
        assertDollars(chunks(13_981, 1), "1");
        assertDollars(chunks(13_982, 1), "2");
        assertDollars(chunks(13_982, 5), "5");
    }

    private static BigDecimal chunks(long items, long batches) {
        Estimate accepted = new Estimate(items, items, 0, 0, BigDecimal.ONE, 0, 0, batches, PRICES);
        BigDecimal requests = byName(accepted.platform()).get("S3 reads").quantity();
        assertThat(byName(accepted.platform()).get("Lambda requests").quantity())
                .isEqualByComparingTo(requests.multiply(new BigDecimal("0.3")));
        assertThat(byName(accepted.platform()).get("SQS").quantity())
                .isEqualByComparingTo(requests.multiply(new BigDecimal("0.9")));
        return requests.divide(BigDecimal.TEN);
    }

    @Test
    void a_task_file_holds_a_hundred_tasks_and_is_one_write() {
        assertDollars(files(100), "1");
        assertDollars(files(101), "2");
        assertDollars(files(430), "5");
    }

    private static BigDecimal files(long tasks) {
        Map<String, Line> lines = byName(new Estimate(tasks, 0, 0, 0, BigDecimal.ONE, 0, 0, 1, PRICES).platform());
        BigDecimal chunks = lines.get("SQS").quantity().divide(UnitCounts.SQS_A_CHUNK);
        return lines.get("S3 writes").quantity().subtract(UnitCounts.S3_A_CHUNK.multiply(chunks));
    }

    @Test
    void a_total_is_what_people_and_platform_cost_and_an_items_share_is_told_to_a_nano_dollar() {
        BigDecimal platform = Estimate.sum(BATCH.platform());

        assertThat(platform).isPositive();
        assertThat(BATCH.total()).isEqualByComparingTo(new BigDecimal("35").add(platform));
        assertThat(BATCH.perItem().scale()).isEqualTo(9);
        assertThat(times(BATCH.perItem(), 1000).subtract(BATCH.total()).abs())
                .isLessThanOrEqualTo(new BigDecimal("0.0000005"));
        assertDollars(Estimate.sum(List.of()), "0");
    }

    @Test
    void an_hour_costs_three_schedules_each_minute_and_each_metric_its_price() {
        Map<String, Line> lines = byName(BATCH.hourly());

        assertThat(lines).hasSize(5);
        assertDollars(lines.get("schedules, requests").dollars(), "0.000036");
        assertDollars(lines.get("schedules, compute").quantity(), "30");
        assertThat(List.of("a batch's metrics", "its project's metrics", "the stage's metrics"))
                .allSatisfy(name -> assertThat(lines.get(name).dollars())
                        .isEqualByComparingTo(lines.get(name).quantity().multiply(new BigDecimal("0.000410958904"))));
        assertThat(lines.get("a batch's metrics").quantity())
                .isEqualByComparingTo(BigDecimal.valueOf(UnitCounts.METRICS_OF_A_BATCH));
    }

    @Test
    void a_million_items_of_people_have_three_million_labels_and_accepted_ones_have_none() {
        Map<String, Line> human = byName(Estimate.ofMillionHuman(PRICES).platform());
        Map<String, Line> accepted = byName(Estimate.ofMillionAccepted(PRICES).platform());

        assertDollars(human.get("DynamoDB writes").quantity(), "10000000");
        assertDollars(accepted.get("DynamoDB writes").quantity(), "0");
        assertDollars(accepted.get("S3 reads").quantity(), "720");
        assertDollars(human.get("S3 reads").quantity(), "1000720");
        assertDollars(Estimate.ofMillionHuman(PRICES).labour().dollars(), "0");
    }
}
