package dev.labelmill.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.cost.PriceList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarginalCostTest {

    /** A request costs 200 nano-dollars, a GB-second 10,000, a metric hour 400,000; logs are free. */
    private static final PriceList PRICES = new PriceList(
            "2026-11-28", "us-east-1", "arm64", 200_000, 10_000_000, 0, 0, 0, 0, 0, 0, 344, 400_000_000, Map.of());

    /** One warm call that was billed for a GB-second. */
    private static final Usage CALL = new Usage(1, 0, 1024 * 1000, 1024 * 1000);

    private static final Map<String, Long> LEDGER = Map.of(
            "prelabel.dynamodb", 1_300L,
            "prelabel.s3", 1_000L,
            "dispatch.dynamodb", 40_000L,
            "webhook.dynamodb", 30_000L,
            "score.dynamodb", 20_000L,
            "tally.dynamodb", 800L,
            "tally.logs", 1_500L,
            "webhook.logs", 600L,
            "finish.s3", 500L);

    private static final MarginalCost COST = new MarginalCost(
            LEDGER,
            Map.of("prelabel", CALL, "webhook", CALL, "tally", CALL, "advance", CALL),
            PRICES,
            new MarginalCost.Counts(100, 10, 20, 30),
            Map.of("score", 100, "tally", 500));

    @Test
    void a_human_item_costs_its_share_of_each_account_by_what_the_money_was_spent_on() {
        Map<String, Double> lines = byName(COST.humanLabelled());

        // Nano-dollars an item are thousandths of a dollar a million items.
        assertThat(lines.get("score and route")).isCloseTo((1_000 + 10_200) / 100.0 / 1000, within(1e-9));
        assertThat(lines.get("its task")).isCloseTo(1_300 / 10.0 / 1000, within(1e-9));
        assertThat(lines.get("one claim")).isCloseTo(40_000 / 20.0 / 1000, within(1e-9));
        assertThat(lines.get("three labels")).isCloseTo(3 * (30_000 + 10_200) / 30.0 / 1000, within(1e-9));
        assertThat(lines.get("three decisions")).isCloseTo(3 * 20_000 / 30.0 / 1000, within(1e-9));
        assertThat(lines.get("totals")).isCloseTo(8 * (10_200 / 90.0 + 800 / 500.0) / 1000, within(1e-9));
        assertThat(lines.get("metric lines")).isCloseTo((3 * 600 / 30.0 + 8 * 1_500 / 500.0) / 1000, within(1e-9));
        assertThat(lines.get("results")).isCloseTo(500 / 100.0 / 1000, within(1e-9));
        assertThat(MarginalCost.sum(COST.humanLabelled()))
                .isCloseTo(0.112 + 0.13 + 2 + 4.02 + 2 + 0.91946667 + 0.084 + 0.005, within(1e-6));
    }

    @Test
    void an_auto_accepted_item_costs_neither_task_nor_label() {
        assertThat(byName(COST.autoAccepted())).containsOnlyKeys("score and route", "results");
    }

    @Test
    void schedules_and_metrics_cost_by_the_hour() {
        Map<String, Double> lines = byName(COST.hourly(new MarginalCost.Metrics(45, 32, 18)));

        assertThat(lines.get("schedule of advance")).isCloseTo(60 * 10_200 / 1e9, within(1e-12));
        assertThat(lines.get("schedule of publish")).isZero();
        assertThat(lines.get("up to 45 metrics of a batch")).isCloseTo(45 * 400_000 / 1e9, within(1e-12));
        assertThat(lines.get("32 of its project")).isCloseTo(32 * 400_000 / 1e9, within(1e-12));
        assertThat(lines.get("18 of the stage")).isCloseTo(18 * 400_000 / 1e9, within(1e-12));
    }

    private static Map<String, Double> byName(List<MarginalCost.Line> lines) {
        return lines.stream().collect(Collectors.toMap(MarginalCost.Line::what, MarginalCost.Line::dollars));
    }
}
