package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What rows weigh and writes cost: a kilobyte started is a unit, and so is an entry of the index put or taken. */
class UnitsTest {

    /** All kinds that a label or a task has. */
    private static final Spend SPENT = Spend.of("webhook", Kind.LAMBDA, 1_234_567)
            .plus(Spend.of("webhook", Kind.DYNAMODB, 1_234_567))
            .plus(Spend.of("webhook", Kind.S3, 1_234_567))
            .plus(Spend.of("webhook", Kind.LOGS, 1_234));

    private static final Stage STAGE = Stage.onServers();
    private static final int SLICES = 4;
    private static final String BATCH = "quarterly-reviews-2026-11";
    private static final String UUID = "6f1c0a9e-4b7d-4386-9f0e-2f3b5a7c9d1";
    private static final Prelabel PRELABEL = Prelabel.of(new double[] {0.123456789, 0.612345678, 0.264197533});
    private static final Judge JUDGE =
            new Judge(3, new StopRule(3, 5, 0.8, true), Skills.uninformed(3, 0.8), new Draw(1), 0, Set.of());

    private static Task fresh(String item) {
        return Task.forPeople(BATCH, item, new ItemPlace(123456, 987654321, 54321), 1, 0.387654322, PRELABEL, 3);
    }

    private static Label label(Task task, int annotator, int answer) {
        return new Label(
                task.batch(),
                "reviews",
                task.item(),
                "annotators-inc",
                UUID + annotator,
                Optional.of(new LabelValue.Choice(answer)),
                1,
                "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
                "d-0123456789abcdef01234567",
                Purpose.LABEL,
                Postings.undated(12_000_000),
                4200,
                OptionalInt.empty(),
                SPENT,
                Optional.empty(),
                0);
    }

    /** DynamoDB's own rule: names and strings in UTF-8, numbers two digits a byte, three bytes a list. */
    private static int bytes(Map<String, AttributeValue> row) {
        return row.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + bytes(e.getValue()))
                .sum();
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            case N -> value.n().length() / 2 + 2;
            case L -> 3 + value.l().stream().mapToInt(v -> 1 + bytes(v)).sum();
            case M -> 3 + value.m().size() + bytes(value.m());
            default -> throw new AssertionError(value);
        };
    }

    @Test
    void a_task_with_five_ballots_three_claims_and_long_names_stays_in_one_kilobyte() {
        Task task = fresh("review-" + UUID + "0-paragraph-3");
        for (int claim = 0; claim < 3; claim++) {
            task = task.claim("d-0123456789abcdef0123456" + claim, "annotators-inc", false);
            if (claim < 2) {
                task = task.expire("d-0123456789abcdef0123456" + claim);
            }
        }
        for (int annotator = 0; annotator < 5; annotator++) {
            task = task.receive(label(task, annotator, annotator % 3), JUDGE);
            if (task.state() == TaskState.OPEN) {
                task = task.claim("d-more", "annotators-inc", false).expire("d-more");
            }
        }

        assertThat(task.ballots()).hasSize(5);
        assertThat(bytes(new TaskRows(SLICES).write(task.spend(SPENT)).values()))
                .isLessThanOrEqualTo(1024);
    }

    @Test
    void an_item_with_three_labels_in_one_claim_costs_at_most_ten_write_units_and_one_read_unit_to_gather() {
        Meter units = new Meter(Samples.PRICES, 1024, (nanos, failure) -> {});
        Table table = STAGE.meteredTable(units);
        TaskStore tasks = new TaskStore(table);
        LabelStore labels = new LabelStore(table);
        String item = "review-" + UUID + "0";

        tasks.insert(fresh(item), SLICES);
        tasks.update(BATCH, item, SLICES, t -> t.claim("d-0123456789abcdef01234567", "annotators-inc", false));
        for (int annotator = 0; annotator < 3; annotator++) {
            Label label = label(fresh(item), annotator, 1);
            labels.store(label);
            tasks.update(BATCH, item, SLICES, t -> t.receive(label, JUDGE).spend(SPENT));
        }

        assertThat(tasks.get(BATCH, item).orElseThrow().state()).isEqualTo(TaskState.RESOLVED);
        assertThat(units.totalWriteUnits()).isLessThanOrEqualTo(10).isGreaterThanOrEqualTo(8);

        double read = units.totalReadUnits();
        assertThat(labels.withTask(BATCH, item).orElseThrow().labels()).hasSize(3);
        assertThat(units.totalReadUnits() - read)
                .as("read units of gathering it with its labels")
                .isEqualTo(1);
    }

    @Test
    void a_dispatch_of_a_hundred_tasks_adds_a_fraction_of_a_unit_to_each() {
        Meter units = new Meter(Samples.PRICES, 1024, (nanos, failure) -> {});
        DispatchStore dispatches = new DispatchStore(STAGE.meteredTable(units));
        List<String> items = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> "review-" + UUID + i)
                .toList();

        dispatches.insert(dev.labelmill.core.task.Dispatch.claiming(
                "d-0123456789abcdef01234567", BATCH, "annotators-inc", items, Stage.START));

        assertThat(units.totalWriteUnits()).isLessThan(10);
    }
}
