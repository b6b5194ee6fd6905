package dev.labelmill.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.StopRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TaskPropertiesTest {

    private static final Judge JUDGE = Given.judge(new StopRule(2, 4, 0.9, true), 0.5);

    @Provide
    Arbitrary<List<Label>> revisions() {
        return Combinators.combine(
                        Arbitraries.of("w1", "w2", "w3"),
                        Arbitraries.integers().between(-1, Given.CLASSES - 1),
                        Arbitraries.longs().between(1, 4))
                .as((annotator, answer, revision) -> Given.label(
                        Purpose.LABEL,
                        "crowd",
                        annotator,
                        answer < 0 ? OptionalInt.empty() : OptionalInt.of(answer),
                        revision))
                .list()
                .ofMaxSize(9)
                .map(TaskPropertiesTest::onePerRevision);
    }

    /** The store keeps one label of each revision. */
    private static List<Label> onePerRevision(List<Label> labels) {
        Map<String, Label> kept = new LinkedHashMap<>();
        labels.forEach(label -> kept.putIfAbsent(label.annotator() + label.revision(), label));
        return List.copyOf(kept.values());
    }

    private static Task receiveAll(Task task, List<Label> labels) {
        Task now = task;
        for (Label label : labels) {
            now = now.receive(label, JUDGE);
        }
        return now;
    }

    private static List<Label> shuffledTwice(List<Label> labels, long seed) {
        List<Label> twice = new ArrayList<>(labels);
        twice.addAll(labels);
        Collections.shuffle(twice, new Random(seed));
        return twice;
    }

    @Property
    void the_ballots_are_the_highest_revisions_in_whatever_order_and_however_often_they_come(
            @ForAll("revisions") List<Label> labels, @ForAll long seed) {
        Map<String, Label> highest = new HashMap<>();
        labels.forEach(label -> highest.merge(label.annotator(), label, (a, b) -> a.revision() > b.revision() ? a : b));
        List<Ballot> expected = highest.values().stream()
                .filter(label -> !label.isTombstone())
                .map(label -> new Ballot(
                        "crowd", label.annotator(), label.answer().getAsInt(), label.revision(), label.millis()))
                .sorted()
                .toList();

        Task task = receiveAll(Given.people(2).claim("d-1", "crowd", false), shuffledTwice(labels, seed));

        assertThat(task.ballots()).containsExactlyElementsOf(expected);
    }

    @Property
    void once_all_labels_of_a_claim_are_in_the_decision_is_the_same_in_any_order(
            @ForAll @IntRange(min = 2, max = 4) int wanted,
            @ForAll List<@IntRange(max = 2) Integer> answers,
            @ForAll long seed) {
        Task claimed = Given.people(wanted).claim("d-1", "crowd", false);
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            labels.add(Given.crowd("w" + i, i < answers.size() ? answers.get(i) : 0, 1));
        }

        Task inOrder = receiveAll(claimed, labels);
        Task shuffled = receiveAll(claimed, shuffledTwice(labels, seed));

        assertThat(shuffled).isEqualTo(inOrder);
        assertThat(inOrder.openClaim()).isEmpty();
    }

    @Property(tries = 500)
    void in_every_state_a_task_either_waits_in_a_lane_or_for_a_claim_or_for_nothing(
            @ForAll @IntRange(max = 2) int kind, @ForAll long seed) {
        Random random = new Random(seed);
        Task task = kind == 0 ? Given.people(2) : kind == 1 ? Given.gold(1, 3) : Given.auditOfAccepted(0);
        for (int step = 0; step < 60; step++) {
            task = randomStep(task, step, random);

            boolean waits = task.need().isPresent();
            boolean claimed = task.openClaim().isPresent();
            assertThat(waits && claimed).as("both in %s", task).isFalse();
            assertThat(waits || claimed || task.isSettled())
                    .as("lost: %s", task)
                    .isTrue();
            assertThat(task.isSettled() && (waits || claimed))
                    .as("settled: %s", task)
                    .isFalse();
            assertThat(task.state() == TaskState.RESOLVED).isEqualTo(task.resolution() != null);
            assertThat(task.audit() == AuditState.DONE)
                    .isEqualTo(task.auditAnswer().isPresent());
            assertThat(task.ballots()).isSortedAccordingTo(Comparator.naturalOrder());
            assertThat(task.ballots()).extracting(Ballot::who).doesNotHaveDuplicates();
            task.need().ifPresent(need -> assertThat(need.labels()).isPositive());
        }
    }

    private static Task randomStep(Task task, int step, Random random) {
        String dispatch = "d-" + random.nextInt(step + 1);
        return switch (random.nextInt(4)) {
            case 0 -> task.need().isEmpty() ? task : task.claim("d-" + step, "v" + random.nextInt(2), false);
            case 1 -> task.expire(dispatch);
            default -> receive(task, random);
        };
    }

    private static Task receive(Task task, Random random) {
        Purpose[] purposes = task.stratum() == Stratum.GOLD
                ? new Purpose[] {Purpose.GOLD}
                : task.stratum() == Stratum.AUTO
                        ? new Purpose[] {Purpose.AUDIT}
                        : new Purpose[] {Purpose.LABEL, Purpose.LABEL, Purpose.ADJUDICATION, Purpose.AUDIT};
        Purpose purpose = purposes[random.nextInt(purposes.length)];
        OptionalInt answer =
                random.nextInt(5) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(Given.CLASSES));
        return task.receive(
                Given.label(purpose, "v" + random.nextInt(2), "w" + random.nextInt(6), answer, 1 + random.nextInt(3)),
                JUDGE);
    }
}
