package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.notify.BudgetNotices;
import dev.labelmill.lambda.notify.Notice;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetAlertStore;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Ten cents a day, of which the crowd takes two for a task. */
class BudgetAlertsTest {

    private static final long CENT = 10_000_000;
    private static final String BUDGET = "\"budget\":{\"dollarsPerDay\":0.10},\"vendors\"";
    private static final String SETTINGS =
            Samples.SETTINGS.replace("\"vendors\"", BUDGET).replace("\"capacity\":10", "\"capacity\":100");

    private final Desk desk = new Desk(SETTINGS);

    private List<JsonNode> told() {
        return desk.stage.drain(desk.stage.notifyQueue).stream()
                .map(message -> message.path("notice"))
                .filter(notice -> notice.path("type").asText().equals(Notice.BUDGET_USED))
                .toList();
    }

    private List<Integer> thresholds() {
        return told().stream()
                .map(notice -> notice.at("/data/threshold").asInt())
                .sorted()
                .toList();
    }

    @Test
    void each_threshold_of_a_day_is_told_once_that_day_however_often_it_is_crossed() {
        IntStream.range(0, 3).forEach(i -> desk.people(i, 0.5));
        desk.dispatch();

        List<JsonNode> half = told();
        assertThat(half).hasSize(1);
        JsonNode data = half.get(0).path("data");
        assertThat(data.path("threshold").asInt()).isEqualTo(50);
        assertThat(data.path("batch").asText()).isEqualTo("b");
        assertThat(data.path("day").asText()).isEqualTo("2026-11-24");
        assertThat(data.path("limit").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(data.path("used").decimalValue()).isEqualByComparingTo("0.06");
        assertThat(data.path("setAside").decimalValue()).isEqualByComparingTo("0.06");
        assertThat(data.path("enforced").asBoolean()).isTrue();

        desk.stage.now = Stage.START.plusSeconds(61);
        desk.sweep(desk.stage.now);
        desk.dispatch();
        assertThat(thresholds()).as("given back and reached again").isEmpty();

        IntStream.range(3, 6).forEach(i -> desk.people(i, 0.5));
        desk.dispatch();
        assertThat(thresholds()).containsExactly(80, 100);

        desk.stage.now = Stage.START.plus(Duration.ofDays(1));
        desk.sweep(desk.stage.now);
        desk.dispatch();
        assertThat(thresholds()).as("another day").containsExactly(50, 80, 100);
    }

    @Test
    void a_target_is_compared_with_what_the_batch_has_cost() {
        Desk aimed = new Desk(Samples.SETTINGS.replace("\"vendors\"", "\"budget\":{\"dollars\":0.03},\"vendors\""));
        aimed.people(0, 0.5);
        aimed.dispatch();
        aimed.disagree(0);
        aimed.tally();

        aimed.dispatch();

        assertThat(aimed.stage.drain(aimed.stage.notifyQueue))
                .extracting(message -> message.path("notice"))
                .filteredOn(notice -> notice.path("type").asText().equals(Notice.BUDGET_USED))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.at("/data/threshold").asInt()).isEqualTo(50);
                    assertThat(notice.at("/data/enforced").asBoolean(true)).isFalse();
                    assertThat(notice.path("data").has("day")).isFalse();
                });
    }

    @Test
    void an_environment_that_dies_at_any_write_neither_loses_a_threshold_nor_tells_two_notices_of_it() {
        Batch batch = desk.batch();
        for (int at = 1; at <= 9; at++) {
            for (Crash crash : List.of(Crash.before(at), Crash.after(at))) {
                MemoryTable rows = new MemoryTable(desk.stage.name);
                spent(rows);
                ConcurrentLinkedQueue<Notice> told = new ConcurrentLinkedQueue<>();
                try {
                    alerts(new Table(crash.around(DynamoDbClient.class, rows), desk.stage.name), told)
                            .look(batch, new Counters());
                } catch (Crash.Dead expected) {
                    assertThat(crash.happened()).isTrue();
                }
                desk.stage.now = desk.stage.now.plusSeconds(60);
                alerts(new Table(rows, desk.stage.name), told).look(batch, new Counters());
                int number = told.size();
                alerts(new Table(rows, desk.stage.name), told).look(batch, new Counters());

                assertThat(told).hasSize(number);
                assertThat(told.stream().distinct()).as("write %d", at).hasSize(3);
            }
        }
    }

    @Test
    void what_a_tick_over_midnight_bought_on_the_day_before_is_told_once() {
        desk.stage.now = Instant.parse("2026-11-24T23:59:50Z");
        MemoryTable rows = new MemoryTable(desk.stage.name);
        spent(rows);
        ConcurrentLinkedQueue<Notice> told = new ConcurrentLinkedQueue<>();

        for (int minute = 0; minute < 3; minute++) {
            desk.stage.now = Instant.parse("2026-11-25T00:00:20Z").plusSeconds(60L * minute);
            alerts(new Table(rows, desk.stage.name), told).look(desk.batch(), new Counters());
        }

        assertThat(told)
                .extracting(notice -> notice.data().path("threshold").asInt() + " of "
                        + notice.data().path("day").asText())
                .containsExactly("50 of 2026-11-24", "80 of 2026-11-24", "100 of 2026-11-24");
    }

    @Test
    void dispatchers_at_the_same_time_tell_one_notice_of_each_threshold() {
        Batch batch = desk.batch();
        MemoryTable rows = new MemoryTable(desk.stage.name);
        spent(rows);
        ConcurrentLinkedQueue<Notice> told = new ConcurrentLinkedQueue<>();

        IntStream.range(0, 32)
                .parallel()
                .forEach(i -> alerts(new Table(rows, desk.stage.name), told).look(batch, new Counters()));

        assertThat(told.stream().distinct()).hasSize(3);
    }

    private void spent(MemoryTable rows) {
        LocalDate today = LocalDate.ofInstant(desk.stage.now, ZoneOffset.UTC);
        new BudgetStore(new Table(rows, desk.stage.name))
                .open(
                        Dispatch.claiming("d-1", "b", "crowd", List.of("i0"), Stage.START.plusSeconds(60)),
                        Reservation.of("b", "d-1", today, CENT, 10),
                        desk.batch().settings().budget().limits());
    }

    private BudgetAlerts alerts(Table table, ConcurrentLinkedQueue<Notice> told) {
        return new BudgetAlerts(
                new BudgetStore(table),
                new BudgetAlertStore(table),
                new BudgetNotices(told::addAll),
                () -> desk.stage.now);
    }
}
