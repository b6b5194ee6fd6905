package dev.labelmill.lambda.model;

import static dev.labelmill.lambda.model.Environments.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.lambda.model.Explorer.Explored;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TaskStore;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One task that two annotators were asked for, and what can happen to it. Each test explores every order of the requests that
 * its processes make; {@code -Dlabelmill.model.faults=1} with a fault at any of their writes.
 */
class TaskProtocolTest {

    /** How many faults happen in one run, at any writes; negative: as few as each test can explore in a second. */
    private static final int FAULTS = Integer.getInteger("labelmill.model.faults", -1);

    private static final Batch BATCH = Samples.labelling("b", Samples.SETTINGS);

    /** Two annotators were asked by the dispatch d-1. */
    private static SortedMap<String, Map<String, AttributeValue>> claimed() {
        SharedTable shared = new SharedTable();
        Table table = Environments.table(shared.client());
        new BatchStore(table).insert(BATCH);
        TaskStore tasks = new TaskStore(table);
        tasks.insert(Samples.task("b", "i", 0.5), 2);
        tasks.update("b", "i", 2, task -> task.claim("d-1", "crowd", false));
        return shared.rows();
    }

    private static Program reception(String name, JsonNode... script) {
        return Program.scripted(name, Environments::reception, script);
    }

    private static Program score(String name) {
        return Program.reading(
                name, Environments::score, (shard, records) -> Events.changed(records), key -> key.contains("LABEL#"));
    }

    private static Explored explore(String name, int least, Program... programs) {
        int faults = FAULTS < 0 ? least : FAULTS;
        SortedMap<String, Map<String, AttributeValue>> start = claimed();
        Explored explored = new Explorer(new Scenario(
                        name,
                        start,
                        List.of(programs),
                        key -> key.startsWith("TASK#"),
                        0,
                        faults,
                        new WhatAlwaysHolds(start)))
                .explore();
        System.out.printf("%s, %d faults: %s%n", name, faults, explored);
        assertThat(explored.ends()).isPositive();
        return explored;
    }

    /**
     * Where claims stay as they are. Reception reads of a task nothing but its claims; so the one that scores is alone with the
     * task, and goes on as soon as it has begun.
     */
    private static Explored exploreOneClaim(String name, int least, Program... receptions) {
        Predicate<String> task = "TASK#b#i\nTASK"::equals;
        return explore(
                name,
                least,
                Stream.concat(
                                Stream.of(receptions).map(one -> one.seeingNoChangeOf(task)),
                                Stream.of(score("score").owning(task)))
                        .toArray(Program[]::new));
    }

    @Test
    void two_annotators_answer_and_one_delivery_comes_twice_at_once() {
        exploreOneClaim(
                "a repetition",
                0,
                reception("w1", delivery("w1", "yes", 1, "d-1")),
                reception("w1 again", delivery("w1", "yes", 1, "d-1")),
                reception("w2", delivery("w2", "yes", 1, "d-1")));
    }

    @Test
    void a_correction_overtakes_the_answer_that_it_corrects() {
        exploreOneClaim(
                "a correction",
                0,
                reception("w1", delivery("w1", "yes", 1, "d-1")),
                reception("w1 corrects", delivery("w1", "no", 2, "d-1")),
                reception("w2", delivery("w2", "yes", 1, "d-1")));
    }

    @Test
    void two_invocations_score_the_same_records_at_once() {
        Predicate<String> task = "TASK#b#i\nTASK"::equals;
        explore(
                "two scores",
                0,
                reception(
                                "all",
                                delivery("w1", "yes", 1, "d-1"),
                                delivery("w2", "no", 1, "d-1"),
                                delivery("w1", "no", 2, "d-1"))
                        .seeingNoChangeOf(task)
                        .owning(key -> key.contains("LABEL#") || key.equals("TASK#b#i")),
                score("score"),
                score("score too"));
    }
}
