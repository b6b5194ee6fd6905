package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.WholeBatch;
import dev.labelmill.lambda.store.BudgetStore;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Batches whose money is spent before their items are labelled. */
class StoppedBatchTest {

    private static final String TYPE = "{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}";
    private static final long CENT = 10_000_000;

    private static WholeBatch batch(String more, int items) {
        return new WholeBatch(
                TYPE,
                more,
                "",
                IntStream.range(0, items)
                        .mapToObj(i -> "{\"id\":\"i" + i + "\",\"source\":\"text " + i + "\"}")
                        .toArray(String[]::new));
    }

    private static List<Label> bought(WholeBatch whole, int items) {
        return IntStream.range(0, items)
                .boxed()
                .flatMap(i -> whole.stage.labels().of("b", "i" + i).stream())
                .toList();
    }

    @Test
    void a_batch_ends_with_what_its_budget_paid_for_and_says_what_has_no_label() {
        WholeBatch whole = batch("\"budget\":{\"dollars\":0.07,\"stop\":true},", 8);

        whole.run((annotator, item) -> "choice:yes");

        Batch done = whole.stage.batches().get("b").orElseThrow();
        assertThat(done.isStopped()).isTrue();
        assertThat(whole.results()).hasSize(4);
        assertThat(whole.report().path("unlabelled").asLong()).isEqualTo(4);
        assertThat(whole.report().path("humanLabelled").asLong()).isEqualTo(4);
        assertThat(whole.report().path("items").asLong()).isEqualTo(8);
        assertThat(whole.page()).contains("Stopped by its budget: 4 items without a label");
        long paid = bought(whole, 8).stream().mapToLong(Label::priceNanos).sum();
        assertThat(new BudgetStore(whole.stage.table()).of("b")).isEqualTo(new Account(paid, 0));
        assertThat(paid).isEqualTo(7 * CENT);
    }

    @Test
    void items_that_the_crowd_left_open_take_what_it_said_and_an_audit_that_nobody_answered_counts_as_an_error() {
        WholeBatch whole = batch(
                "\"budget\":{\"dollars\":0.25,\"stop\":true},\"audit\":{\"autoAccepted\":0,\"human\":2,\"confidence\":0.9},",
                2);

        whole.run((annotator, item) -> annotator.endsWith("1") ? "choice:no" : "choice:yes");

        assertThat(whole.results()).hasSize(2);
        assertThat(whole.report().path("unlabelled").asLong()).isZero();
        assertThat(audits(whole, 2))
                .as("two labels each, a third, an expert's decision and the audit of one: nothing pays the other's")
                .containsExactlyInAnyOrder(AuditState.DONE, AuditState.MISSED);
        assertThat(whole.report().at("/certificate/errorBound").doubleValue()).isGreaterThanOrEqualTo(0.5);
        assertThat(whole.report().at("/certificate/missedAudits").asLong()).isEqualTo(1);
        assertThat(whole.page()).contains("; 1 item that nobody answered is among both");
        assertThat(paid(whole, 2)).isEqualTo(25 * CENT);
    }

    private static Stream<AuditState> audits(WholeBatch whole, int items) {
        return IntStream.range(0, items)
                .mapToObj(i -> whole.stage.tasks().get("b", "i" + i).orElseThrow())
                .map(Task::audit);
    }

    private static long paid(WholeBatch whole, int items) {
        return bought(whole, items).stream().mapToLong(Label::priceNanos).sum();
    }

    @Test
    void the_crowd_is_asked_for_no_more_than_the_budget_has_audits_for() {
        WholeBatch whole = batch(
                "\"budget\":{\"dollars\":0.5,\"stop\":true},\"audit\":{\"autoAccepted\":0,\"human\":12,\"confidence\":0.9},",
                12);

        whole.run((annotator, item) -> "choice:yes");

        assertThat(whole.stage.batches().get("b").orElseThrow().isStopped()).isTrue();
        assertThat(whole.results())
                .as("two labels at a cent and an audit at ten")
                .hasSize(4);
        assertThat(audits(whole, 12).filter(audit -> audit != AuditState.NONE))
                .containsOnly(AuditState.DONE)
                .hasSize(4);
        assertThat(whole.report().at("/certificate/errorBound").doubleValue()).isZero();
        assertThat(paid(whole, 12)).isEqualTo(48 * CENT);
        assertThat(whole.page()).contains("for which money was kept back, cost $0.40.");
    }

    @Test
    void nothing_is_kept_back_of_a_days_money_which_comes_again() {
        WholeBatch whole = batch(
                "\"budget\":{\"dollarsPerDay\":0.31},\"audit\":{\"autoAccepted\":0,\"human\":12,\"confidence\":0.9},",
                12);

        whole.stage.services().dispatch().handle(Events.tick());

        assertThat(IntStream.range(0, 12)
                        .mapToObj(i -> whole.stage.tasks().get("b", "i" + i).orElseThrow())
                        .filter(task -> task.openClaim().isPresent()))
                .hasSize(12);
    }

    @Test
    void a_batch_with_enough_money_ends_as_one_without_a_limit() {
        WholeBatch whole = batch("\"budget\":{\"dollars\":10,\"stop\":true,\"dollarsPerDay\":5},", 4);

        whole.run((annotator, item) -> "choice:yes");

        assertThat(whole.stage.batches().get("b").orElseThrow().isStopped()).isFalse();
        assertThat(whole.results()).hasSize(4);
        assertThat(whole.report().path("unlabelled").asLong()).isZero();
        long paid = bought(whole, 4).stream().mapToLong(Label::priceNanos).sum();
        assertThat(new BudgetStore(whole.stage.table()).of("b")).isEqualTo(new Account(paid, 0));
    }

    @Test
    void items_without_a_label_are_a_stratum_of_their_own_that_nothing_is_certified_about() {
        WholeBatch whole = batch("\"budget\":{\"dollars\":0.02,\"stop\":true},", 2);

        whole.run((annotator, item) -> "choice:yes");

        assertThat(IntStream.range(0, 2)
                        .mapToObj(i -> whole.stage.tasks().get("b", "i" + i).orElseThrow())
                        .map(Task::stratum))
                .containsExactlyInAnyOrder(Stratum.HUMAN, Stratum.UNLABELLED);
    }
}
