package dev.labelmill.lambda.model;

import static dev.labelmill.lambda.model.Deliveries.deletion;
import static dev.labelmill.lambda.model.Deliveries.delivery;
import static dev.labelmill.lambda.model.Deliveries.withdrawal;
import static dev.labelmill.lambda.model.Protocol.THE_TASK;
import static dev.labelmill.lambda.model.Protocol.claimed;
import static dev.labelmill.lambda.model.Protocol.explore;
import static dev.labelmill.lambda.model.Protocol.reception;
import static dev.labelmill.lambda.model.Protocol.receptionOfOneClaim;
import static dev.labelmill.lambda.model.Protocol.scenario;
import static dev.labelmill.lambda.model.Protocol.score;

import dev.labelmill.lambda.stage.Samples;
import org.junit.jupiter.api.Test;

/**
 * One task that two annotators were asked for, and what they and their vendor can say. Each test explores every order of the
 * requests that its processes make; {@code -Dlabelmill.model.faults=1} with a fault at any of their writes.
 *
 * <p>Where claims stay as they are, the one that scores is alone with the task.
 */
class TaskProtocolTest {

    private static Program alone(String name) {
        return score(name).owning(THE_TASK);
    }

    @Test
    void two_annotators_answer_and_one_delivery_comes_twice_at_once() {
        explore(scenario(
                "a repetition",
                claimed().rows(),
                receptionOfOneClaim("w1", delivery("w1", "yes", 1, "d-1")),
                receptionOfOneClaim("w1 again", delivery("w1", "yes", 1, "d-1")),
                receptionOfOneClaim("w2", delivery("w2", "yes", 1, "d-1")),
                alone("score")));
    }

    @Test
    void one_delivery_comes_twice_at_once_and_a_process_dies_or_an_answer_is_lost() {
        explore(scenario(
                        "a repetition with a fault",
                        claimed().rows(),
                        receptionOfOneClaim("w1", delivery("w1", "yes", 1, "d-1")),
                        receptionOfOneClaim("w1 again", delivery("w1", "yes", 1, "d-1")),
                        alone("score"))
                .withFaults(1));
    }

    @Test
    void a_correction_overtakes_the_answer_that_it_corrects() {
        explore(scenario(
                "a correction",
                claimed().rows(),
                receptionOfOneClaim("w1", delivery("w1", "yes", 1, "d-1")),
                receptionOfOneClaim("w1 corrects", delivery("w1", "no", 2, "d-1")),
                receptionOfOneClaim("w2", delivery("w2", "yes", 1, "d-1")),
                alone("score")));
    }

    @Test
    void more_annotators_answer_at_once_than_were_asked_for() {
        explore(
                scenario(
                        "a surplus label",
                        claimed().rows(),
                        receptionOfOneClaim("w1", delivery("w1", "yes", 1, "d-1")),
                        receptionOfOneClaim("w2", delivery("w2", "no", 1, "d-1")),
                        receptionOfOneClaim("w3", delivery("w3", "yes", 1, "d-1")),
                        alone("score")),
                Reached.some("the third is refused", facts -> facts.standing().size() == 2));
    }

    @Test
    void an_answer_is_taken_back_while_it_is_scored_and_others_take_its_place() {
        explore(
                scenario(
                        "a deletion",
                        claimed().labelled(Samples.label("b", "i", "w1", 1, 1)).rows(),
                        receptionOfOneClaim("w1 takes back", deletion("w1", 2, "d-1")),
                        receptionOfOneClaim("w2", delivery("w2", "yes", 1, "d-1")),
                        receptionOfOneClaim("w3", delivery("w3", "no", 1, "d-1")),
                        alone("score")),
                Reached.some(
                        "both others are taken",
                        facts -> facts.standing().stream()
                                        .noneMatch(label -> label.annotator().equals("w1"))
                                && facts.standing().size() == 2),
                Reached.some(
                        "one of them is one too many", facts -> facts.standing().size() == 1));
    }

    @Test
    void an_answer_is_taken_back_and_a_process_dies_or_an_answer_is_lost() {
        explore(scenario(
                        "a deletion with a fault",
                        claimed().labelled(Samples.label("b", "i", "w1", 1, 1)).rows(),
                        receptionOfOneClaim("w1 takes back", deletion("w1", 2, "d-1")),
                        receptionOfOneClaim("w2", delivery("w2", "yes", 1, "d-1")),
                        alone("score"))
                .withFaults(1));
    }

    @Test
    void a_vendor_takes_a_label_back_by_its_own_id_while_the_label_is_under_way() {
        explore(scenario(
                        "a withdrawal",
                        claimed().rows(),
                        receptionOfOneClaim(
                                "w1", delivery("w1", "yes", 1, "d-1").put("vendorLabel", "L1")),
                        receptionOfOneClaim("withdrawal", withdrawal("L1")),
                        alone("score"))
                .withFaults(1));
    }

    @Test
    void two_invocations_score_the_same_records_at_once() {
        explore(scenario(
                "two scores",
                claimed().rows(),
                reception(
                                "all",
                                delivery("w1", "yes", 1, "d-1"),
                                delivery("w2", "no", 1, "d-1"),
                                delivery("w1", "no", 2, "d-1"))
                        .seeingNoChangeOf(THE_TASK)
                        .owning(key -> key.contains("LABEL#") || key.equals("TASK#b#i")),
                score("score"),
                score("score too")));
    }
}
