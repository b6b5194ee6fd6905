package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.model.Explorer.Explored;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the scenarios have in common: the batch, the processes, and how they are explored. */
final class Protocol {

    static final Predicate<String> THE_TASK = Facts.TASK::equals;

    /** How many faults happen in one run, at any writes; negative: as few as each test says. */
    private static final int FAULTS = Integer.getInteger("labelmill.model.faults", -1);

    /** One slice of each lane, and vendors whose annotators ask for their tasks. */
    private static final String SETTINGS = Samples.SETTINGS
            .replace("\"slices\":2", "\"slices\":1")
            .replace("\"deadlineSeconds\"", "\"delivery\":\"pull\",\"deadlineSeconds\"");

    /** The same with a crowd that fetches files and cannot keep those from an item who know it. */
    private static final String FORGETFUL = SETTINGS.replaceFirst("\"delivery\":\"pull\"", "\"excludes\":false");

    private final SharedTable shared = new SharedTable();
    private final Table table = Environments.table(shared.client());
    private final TaskStore tasks = new TaskStore(table);

    private Protocol() {}

    /** A batch whose task is to be labelled. */
    static Protocol of(Task task) {
        return of(SETTINGS, task);
    }

    /** One task that a crowd was asked for by the dispatch d-1 which can be asked about it once. */
    static Protocol askedOnce() {
        Protocol protocol = of(FORGETFUL, Samples.task("b", "i", 0.5));
        return protocol.delivered(
                "d-1", "crowd", task -> task.claim("d-1", "crowd", false, 2, Optional.of(Stage.START)));
    }

    private static Protocol of(String settings, Task task) {
        Protocol protocol = new Protocol();
        Batch batch = Samples.labelling("b", settings).withSnapshot("work/b/skills/1.json");
        new BatchStore(protocol.table).insert(batch);
        protocol.tasks.insert(task, 1);
        return protocol;
    }

    /** One task that two annotators of the crowd were asked for, by the dispatch d-1. */
    static Protocol claimed() {
        return of(Samples.task("b", "i", 0.5)).claimed("d-1", "crowd");
    }

    /** The task as a dispatch has it, which it is all that it has. */
    Protocol claimed(String dispatch, String vendor) {
        return delivered(dispatch, vendor, task -> task.claim(dispatch, vendor, false));
    }

    /** The same of a vendor that gives one label of an item. */
    Protocol claimedForOne(String dispatch, String vendor) {
        Vendor nameless =
                new Vendor(vendor, Tier.CROWD, Vendor.Format.SCALE, 10_000_000, 10, Duration.ofMinutes(1), false);
        return delivered(dispatch, vendor, task -> task.claim(dispatch, nameless, Integer.MAX_VALUE, Optional.empty()));
    }

    private Protocol delivered(String dispatch, String vendor, UnaryOperator<Task> claim) {
        Task task = tasks.update("b", "i", 1, claim).orElseThrow();
        DispatchStore dispatches = new DispatchStore(table);
        dispatches.insert(Dispatch.claiming(dispatch, "b", vendor, List.of("i"), Stage.START.plusSeconds(60)));
        Dispatch stored = dispatches.get(dispatch).orElseThrow();
        dispatches.replace(
                stored,
                stored.delivered(
                        List.of("i"), task.claimOf(dispatch).orElseThrow().labels(), Spend.NONE));
        return this;
    }

    /** The task with a label that is stored and taken in. */
    Protocol labelled(Label label) {
        new LabelStore(table).store(label);
        tasks.update("b", "i", 1, before -> before.receive(label, Samples.judge(0)));
        return this;
    }

    /** The task where the dispatch's claim is over, and the dispatch is not closed yet. */
    Protocol expired(String dispatch) {
        tasks.update("b", "i", 1, before -> before.expire(dispatch));
        return this;
    }

    /** All rows as they are now. */
    SortedMap<String, Map<String, AttributeValue>> rows() {
        return shared.rows();
    }

    Table table() {
        return table;
    }

    static Program reception(String name, JsonNode... script) {
        return Program.scripted(name, Environments::reception, script);
    }

    /** Whoever takes labels where claims stay as they are: of a task it reads nothing but these. */
    static Program receptionOfOneClaim(String name, JsonNode... script) {
        return reception(name, script).seeingNoChangeOf(THE_TASK);
    }

    static Program score(String name) {
        return Program.reading(
                name,
                Environments::score,
                (shard, records) -> Events.changed(records),
                change -> change.key().contains("LABEL#"));
    }

    static Program tally(String name) {
        return Program.reading(name, Environments::tally, Events::windowed, change -> true);
    }

    static Program sweep(String name) {
        return sweep(name, Events.tick());
    }

    static Program sweep(String name, JsonNode... ticks) {
        return Program.scripted(name, Ticks::sweep, ticks);
    }

    /** The dispatcher; nobody folds totals meanwhile. */
    static Program dispatch(String name) {
        return Program.scripted(name, Ticks::dispatch, Events.tick()).seeingNoChangeOf(key -> key.startsWith("TALLY#"));
    }

    /** What these do to a task and its labels. */
    static Scenario scenario(String name, SortedMap<String, Map<String, AttributeValue>> start, Program... does) {
        Checks checks = Checks.all(new LabelsHold(), new ClaimsHold(), new TotalsHold(start));
        return new Scenario(name, start, List.of(does), Gains.STREAMED, 0, 0, checks);
    }

    /** Tries every order of it, some of which must come to these. */
    static Explored explore(Scenario scenario, Reached... some) {
        Scenario run = (FAULTS < 0 ? scenario : scenario.withFaults(FAULTS)).checking(some);
        Explored explored = new Explorer(run).explore();
        System.out.printf("%s, %d faults: %s%n", run.name(), run.faults(), explored);
        assertThat(explored.ends()).isPositive();
        List.of(some).forEach(Reached::assertReached);
        return explored;
    }
}
