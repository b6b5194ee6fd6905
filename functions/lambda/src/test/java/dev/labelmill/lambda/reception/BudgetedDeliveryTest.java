package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.stage.Calls;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A delivery of all labels of a dispatch whose money is set aside on one row. */
class BudgetedDeliveryTest {

    private static final long CENT = 10_000_000;
    private static final int TASKS = 40;
    private static final List<String> ANNOTATORS = List.of("w1", "w2", "w3");
    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1","7"]},"slices":2,
             "overlap":{"min":3,"max":3,"targetConfidence":0.9},"budget":{"dollars":9,"stop":true},
             "vendors":[{"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":10,"deadlineSeconds":60}]}""";

    private final Stage stage = new Stage();
    private final Calls calls = new Calls();

    @Test
    void labels_of_one_delivery_do_not_get_in_each_others_way() {
        stage.secrets =
                Events.FOLDER.resolve("webhook/sample-secrets.json").toUri().toString();
        Batch batch = Samples.labelling("digits", SETTINGS);
        stage.batches().insert(batch);
        List<String> items = IntStream.range(0, TASKS).mapToObj(i -> "i" + i).toList();
        items.forEach(item -> stage.claimed(
                Task.forPeople("digits", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 3), ClaimedTasks.DISPATCH));
        BudgetStore budgets = new BudgetStore(stage.table());
        budgets.open(
                Dispatch.claiming(ClaimedTasks.DISPATCH, "digits", "crowd", items, Stage.START.plusSeconds(60)),
                Reservation.of("digits", ClaimedTasks.DISPATCH, day(), CENT, 3L * TASKS),
                batch.settings().budget().limits());

        JsonNode answer = stage.services(calls.around(stage.dynamo))
                .webhook()
                .handle(ClaimedTasks.signed("m-1", ClaimedTasks.submitted(labels(items))));

        assertThat(ClaimedTasks.body(answer).path("stored").asInt()).isEqualTo(3 * TASKS);
        assertThat(calls.of(TransactWriteItemsRequest.class))
                .as("attempts, each of which is paid for")
                .hasSize(3 * TASKS);
        assertThat(budgets.of("digits")).isEqualTo(new Account(3 * TASKS * CENT, 3 * TASKS * CENT));
    }

    private static LocalDate day() {
        return LocalDate.ofInstant(Stage.START, ZoneOffset.UTC);
    }

    private static String[] labels(List<String> items) {
        return items.stream()
                .flatMap(item -> ANNOTATORS.stream().map(annotator -> ClaimedTasks.label(item, annotator, "7", 1)))
                .toArray(String[]::new);
    }
}
