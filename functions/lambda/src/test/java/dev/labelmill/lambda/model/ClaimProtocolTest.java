package dev.labelmill.lambda.model;

import static dev.labelmill.lambda.model.Deliveries.byExpert;
import static dev.labelmill.lambda.model.Deliveries.delivery;
import static dev.labelmill.lambda.model.Protocol.askedOnce;
import static dev.labelmill.lambda.model.Protocol.claimed;
import static dev.labelmill.lambda.model.Protocol.dispatch;
import static dev.labelmill.lambda.model.Protocol.explore;
import static dev.labelmill.lambda.model.Protocol.reception;
import static dev.labelmill.lambda.model.Protocol.receptionOfOneClaim;
import static dev.labelmill.lambda.model.Protocol.scenario;
import static dev.labelmill.lambda.model.Protocol.score;
import static dev.labelmill.lambda.model.Protocol.sweep;

import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.Samples;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One task, and claims on it that end, are made and are answered late. */
class ClaimProtocolTest {

    private static final Predicate<String> SLOTS = key -> key.startsWith("LEASE#");

    /** The crowd could not agree, and an expert was asked by the dispatch d-3. */
    static Protocol disputed() {
        return claimed()
                .labelled(Samples.label("b", "i", "w1", 1, 1))
                .labelled(Samples.label("b", "i", "w2", 0, 1))
                .claimed("d-2", "crowd")
                .labelled(Samples.label("b", "i", "crowd", "w3", OptionalInt.of(1), 1, "d-2", Purpose.LABEL))
                .claimed("d-3", "experts");
    }

    /** A known item that was held back, and given out by the dispatch d-1. */
    static Protocol heldGold() {
        return Protocol.of(Task.heldGold("b", "i", new ItemPlace(0, 0, 10), 0.5, null, 1, 2))
                .claimed("d-1", "crowd");
    }

    @Test
    void a_late_label_meets_the_sweep_of_its_claim_and_the_next_dispatch() {
        explore(
                scenario(
                        "an expiry",
                        claimed().labelled(Samples.label("b", "i", "w1", 1, 1)).rows(),
                        reception("w2", delivery("w2", "no", 1, "d-1")),
                        sweep("advance"),
                        dispatch("dispatch").owning(SLOTS),
                        score("score")),
                Reached.some(
                        "the task is asked for anew",
                        facts -> facts.task().claims().size() == 2),
                Reached.some(
                        "the late label is one too many",
                        facts -> facts.task().claims().size() == 1));
    }

    @Test
    void a_late_label_meets_the_sweep_of_its_claim_and_a_process_dies_or_an_answer_is_lost() {
        explore(scenario(
                        "an expiry with a fault",
                        claimed().labelled(Samples.label("b", "i", "w1", 1, 1)).rows(),
                        reception("w2", delivery("w2", "yes", 1, "d-1")),
                        sweep("advance"),
                        score("score"))
                .withFaults(1));
    }

    @Test
    void late_labels_of_one_claim_disagree_while_another_one_is_answered_and_a_tick_dispatches() {
        explore(
                scenario(
                        "a second claim",
                        claimed()
                                .labelled(Samples.label("b", "i", "w1", 1, 1))
                                .expired("d-1")
                                .claimed("d-2", "crowd")
                                .rows(),
                        reception("w2 is late", delivery("w2", "no", 1, "d-1")),
                        reception("w3", delivery("w3", "yes", 1, "d-2")),
                        dispatch("dispatch").owning(SLOTS),
                        score("score")),
                Reached.some(
                        "one more is asked for, all having come",
                        facts -> facts.task().claims().size() == 3),
                Reached.some(
                        "nobody else is asked", facts -> facts.task().claims().size() == 2));
    }

    @Test
    void a_claim_for_one_label_of_two_is_answered_while_it_is_swept_and_a_tick_dispatches() {
        explore(
                scenario(
                        "one label of two",
                        Protocol.of(Samples.task("b", "i", 0.5))
                                .claimedForOne("d-1", "crowd")
                                .rows(),
                        reception("w1", delivery("w1", "no", 1, "d-1")),
                        sweep("advance"),
                        dispatch("dispatch").owning(SLOTS),
                        score("score")),
                Reached.some(
                        "the other label is asked for, the first having come",
                        facts -> facts.task().claims().size() == 2
                                && facts.task().claims().get(1).labels() == 1),
                Reached.some(
                        "both are asked for anew, as it has not answered",
                        facts -> facts.task().claims().size() == 2
                                && facts.task().claims().get(1).labels() == 2));
    }

    @Test
    void a_claim_of_a_vendor_that_is_asked_once_is_answered_while_it_is_waited_for_longer_and_given_up() {
        explore(
                scenario(
                                "asked once",
                                askedOnce().rows(),
                                reception("w1", delivery("w1", "no", 1, "d-1")),
                                sweep("advance", Ticks.at(61), Ticks.at(121), Ticks.at(181)),
                                dispatch("dispatch").owning(SLOTS),
                                score("score"))
                        .checking(new AskedOnce("crowd")),
                Reached.some(
                        "an expert is asked, and the label came in time",
                        facts -> facts.task().state() == TaskState.ADJUDICATE
                                && facts.standing().get(0).waited() >= 0),
                Reached.some(
                        "an expert is asked, and the label came when nobody waited any more",
                        facts -> facts.task().state() == TaskState.ADJUDICATE
                                && facts.standing().get(0).waited() < 0));
    }

    @Test
    void two_ticks_dispatch_the_same_task_at_once() {
        explore(
                scenario(
                        "two dispatches",
                        Protocol.of(Samples.task("b", "i", 0.5)).rows(),
                        dispatch("dispatch"),
                        dispatch("dispatch too")),
                Reached.some(
                        "the task is claimed", facts -> facts.task().claims().size() == 1));
    }

    @Test
    void an_expert_answers_while_the_crowd_corrects_itself() {
        explore(scenario(
                "an adjudication beside a correction",
                disputed().rows(),
                receptionOfOneClaim("e1", byExpert("e1", "no", 1, "d-3")),
                receptionOfOneClaim("w2 corrects", delivery("w2", "yes", 2, "d-1")),
                score("score").owning(Protocol.THE_TASK)));
    }

    @Test
    void an_expert_answers_while_the_claim_expires() {
        explore(
                scenario(
                        "an adjudication",
                        disputed().rows(),
                        reception("e1", byExpert("e1", "no", 1, "d-3")),
                        sweep("advance"),
                        score("score")),
                Reached.some(
                        "the expert is late",
                        facts -> facts.task().claims().get(2).expired()),
                Reached.some(
                        "the expert is in time",
                        facts -> !facts.task().claims().get(2).expired()));
    }

    @Test
    void a_second_expert_is_asked_while_the_first_answers_late() {
        explore(
                scenario(
                        "a second expert",
                        disputed().expired("d-3").rows(),
                        reception("e1", byExpert("e1", "no", 1, "d-3")),
                        reception("e2", byExpert("e2", "yes", 1)),
                        dispatch("dispatch").owning(SLOTS),
                        score("score")),
                Reached.some("both have answered", facts -> facts.standing().size() == 5));
    }

    @Test
    void two_sweeps_end_the_same_claim_at_once() {
        explore(scenario(
                "two sweeps",
                claimed().labelled(Samples.label("b", "i", "w1", 1, 1)).rows(),
                reception("w2", delivery("w2", "yes", 1, "d-1")),
                sweep("advance"),
                sweep("advance too"),
                score("score")));
    }

    @Test
    void held_gold_is_answered_late_while_its_claim_expires() {
        explore(
                scenario(
                        "held gold",
                        heldGold().rows(),
                        reception("w1", delivery("w1", "yes", 1, "d-1")),
                        reception("w2", delivery("w2", "no", 1, "d-1")),
                        sweep("advance"),
                        score("score")),
                Reached.some(
                        "the labels are late",
                        facts -> facts.task().claims().get(0).expired()),
                Reached.some(
                        "the labels are in time",
                        facts -> !facts.task().claims().get(0).expired()));
    }
}
