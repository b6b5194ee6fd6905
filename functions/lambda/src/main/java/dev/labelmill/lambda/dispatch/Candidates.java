package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.score.SkillSnapshots;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The vendors that a task may go to. One whose answers name nobody is one annotator to whoever measures it: while that one is
 * paused, it gets what no other vendor may have and is paid for, and nothing else.
 */
final class Candidates {

    private final Eligibility eligibility;
    private final Set<String> failing;

    Candidates(Batch batch, SkillSnapshots snapshots) {
        this.eligibility = new Eligibility(batch.settings());
        List<Vendor> nameless = batch.settings().vendors().stream()
                .filter(vendor -> vendor.mostLabelsAtOnce() == 1)
                .toList();
        Set<String> paused = nameless.isEmpty() ? Set.of() : snapshots.paused(batch);
        this.failing = nameless.stream()
                .map(Vendor::name)
                .filter(name -> paused.stream().anyMatch(who -> who.startsWith(name + "/")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Those of the tier that the task waits for; none if it waits for nobody, or nobody is left.
     *
     * @param paid whether there is money for a label of a vendor, be it another day's: without it nothing is waited for
     */
    List<Vendor> of(Task task, Predicate<Vendor> paid) {
        List<Vendor> able = eligibility.vendors(task);
        List<Vendor> trusted =
                able.stream().filter(vendor -> !failing.contains(vendor.name())).toList();
        return trusted.stream().anyMatch(paid) ? trusted : able;
    }
}
