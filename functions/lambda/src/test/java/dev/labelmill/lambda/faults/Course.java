package dev.labelmill.lambda.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.budget.Account;
import dev.labelmill.lambda.store.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One batch's way through the cloud, from its upload until nothing moves any more. */
final class Course {

    private static final int MOST_STEPS = 3000;
    private static final int STEPS_TO_REDRIVE = 100;

    final SimulatedCloud cloud;
    final TextBatch batch;
    final Crowd crowd;

    Course(TextBatch batch, FaultPlan plan) {
        this.batch = batch;
        cloud = new SimulatedCloud(plan, batch.vendors());
        crowd = new Crowd(cloud, batch);
    }

    /** To its end. */
    Course run() {
        try (cloud) {
            batch.upload(cloud);
            for (int step = 0; step < MOST_STEPS && !isOver(); step++) {
                cloud.step();
                crowd.work();
                if (step % STEPS_TO_REDRIVE == 0) {
                    cloud.queues.redrive();
                }
            }
            assertThat(isOver())
                    .as("%s with %s, rejected %s", state(), cloud.plan.injected(), rejected())
                    .isTrue();
        }
        return this;
    }

    private boolean isOver() {
        boolean over = state().filter(now -> now.phase().isFinal()).isPresent();
        return over && crowd.isIdle() && cloud.isIdle() && cloud.queues.redrive() == 0;
    }

    private Optional<Batch> state() {
        return cloud.stage.batches().get(batch.id());
    }

    /** Why anything was set aside, in sentences; samples of requests signed with a secret that is not valid any more are not. */
    List<String> rejected() {
        return cloud.stage.rows().stream()
                .filter(row ->
                        row.pk().startsWith(Keys.REJECTED) && !row.pk().startsWith(Keys.REJECTED + "webhook-refused"))
                .map(row -> row.pk() + " " + row.string("reason"))
                .sorted()
                .toList();
    }

    /** In what it differs from a calm run, of which it must be equal, in sentences. */
    List<String> differences(String name, Course calm) {
        List<String> differences = new ArrayList<>(wrongs(name));
        crowd.refusals().forEach(refusal -> differences.add(name + ": a label was refused: " + refusal));
        rejected().forEach(reason -> differences.add(name + ": something was set aside: " + reason));
        differences.addAll(calm.outcome().differences(name, outcome()));
        Outcome.differing(calm.cloud.listener.told(), cloud.listener.told())
                .forEach(line -> differences.add(name + ": notice " + line));
        return differences;
    }

    /** What holds of any run and does not of this one, in sentences. */
    List<String> wrongs(String name) {
        List<String> wrongs = new ArrayList<>();
        Outcome outcome = outcome();
        Outcome.differing(Outcome.scanned(cloud.stage), Outcome.folded(cloud.stage))
                .forEach(line -> wrongs.add(name + ": tallies are not what a scan counts: " + line));
        long paid = outcome.paid().values().stream().mapToLong(Long::longValue).sum();
        if (!outcome.account().equals(new Account(paid, 0))) {
            wrongs.add(name + ": the budget says " + outcome.account() + ", and the labels cost " + paid);
        }
        cloud.ledger().wrong(outcome.spentNanos()).ifPresent(wrong -> wrongs.add(name + ": " + wrong));
        Outcome.lost(cloud.stage, crowd.acknowledged())
                .forEach(label -> wrongs.add(name + ": a label was acknowledged and is not stored: " + label));
        Outcome.twice(cloud.stage).forEach(label -> wrongs.add(name + ": a label is stored twice: " + label));
        if (outcome.results().size() != batch.items()) {
            wrongs.add(name + ": " + outcome.results().size() + " results of " + batch.items() + " items");
        }
        return wrongs;
    }

    /** What it has come to. */
    Outcome outcome() {
        return Outcome.of(cloud.stage, batch.id());
    }
}
