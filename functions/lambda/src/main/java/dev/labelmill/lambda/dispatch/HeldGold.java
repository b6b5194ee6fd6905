package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.annotator.GoldRate;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings.Gold;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.store.TaskStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The known items of a batch that were held back from the pilot, as one look at it gives them out: beside people's tasks, drawn
 * by task and vendor. All that the draw goes by is fixed when the pilot is over, so that the same batch gives the same ones out.
 * Of a vendor's tasks the share of known ones is
 *
 * <pre>
 *   min(GoldRate of its mean annotator, H / (H + P)),   H held back, P people's tasks after the pilot
 * </pre>
 *
 * the second so that what there is lasts. They go with first claims alone, which are for as many labels as theirs.
 */
final class HeldGold {

    private static final int PAGE = 50;
    /** Read and not wanted by any vendor that asked: where no vendor has the skill they ask for, no look reads the whole lane. */
    private static final int MOST_UNWANTED = 500;

    private final Batch batch;
    private final Draw draw;
    private final Counters totals;
    private final TaskStore tasks;
    private final Supplier<Optional<Skills>> snapshot;
    private final Map<String, Double> odds = new HashMap<>();
    private final List<Task> read = new ArrayList<>();
    private Iterator<String> lane;

    /** @param snapshot of the wave that they go out with; read where there are any */
    HeldGold(Batch batch, Counters totals, TaskStore tasks, Supplier<Optional<Skills>> snapshot) {
        this.batch = batch;
        this.draw = new Draw(batch.settings().seed());
        this.totals = totals;
        this.tasks = tasks;
        this.snapshot = snapshot;
    }

    /** The known item that is to go out beside a task that a vendor gets, if one is; the same again until it is taken. */
    Optional<Task> beside(Task task, Vendor vendor) {
        boolean first = task.stratum() == Stratum.HUMAN
                && task.wave() > 0
                && task.claims().isEmpty();
        if (!first || totals.get(Names.GOLD_HELD) <= 0) {
            return Optional.empty();
        }
        boolean drawn = draw.uniform("held-gold-beside", batch.id(), vendor.name() + "/" + task.item())
                < odds.computeIfAbsent(vendor.name(), this::odds);
        return drawn ? next(vendor) : Optional.empty();
    }

    /** Gives one out. */
    void take(Task known) {
        read.remove(known);
    }

    /** Known ones for each of the others. */
    private double odds(String vendor) {
        double held = batch.plan().heldGold() * totals.get(Names.GOLD);
        double later = Math.max(1, (1 - batch.plan().pilotShare()) * totals.get(Names.PEOPLE));
        double share = Math.min(rate(vendor), held / (held + later));
        return share / (1 - share);
    }

    /**
     * By what the pilot's snapshot knows of the vendor: of its answers as many as the pilot has gold count as answers on gold, and
     * as right as its confusion says.
     */
    private double rate(String vendor) {
        Optional<VendorSkill> skill = snapshot.get().flatMap(skills -> skills.vendor(vendor));
        double share = batch.settings().gold().map(Gold::rate).orElse(0.0);
        double asked = skill.map(known -> known.answers() * share).orElse(0.0);
        double right = skill.map(known -> asked * accuracy(known.confusion())).orElse(0.0);
        return GoldRate.STANDARD.rateOfMean(annotators(vendor), right, asked - right);
    }

    private static double accuracy(Confusion confusion) {
        return IntStream.range(0, confusion.classes())
                .mapToDouble(truth -> confusion.p(truth, truth))
                .average()
                .orElse(0);
    }

    /** Those of the vendor's who answered in the pilot and get tasks still; one where none is known. */
    private long annotators(String vendor) {
        long known = snapshot.get().stream()
                .flatMap(skills -> skills.byAnnotator().keySet().stream()
                        .filter(who -> !skills.paused().contains(who)))
                .filter(who -> who.startsWith(vendor + "/"))
                .count();
        return Math.max(1, known);
    }

    private Optional<Task> next(Vendor vendor) {
        Optional<Task> known = fitting(vendor);
        while (known.isEmpty() && readOn()) {
            known = fitting(vendor);
        }
        return known;
    }

    private Optional<Task> fitting(Vendor vendor) {
        return read.stream()
                .filter(known -> vendor.has(known.demand().skill()) && Eligibility.mayHave(known, vendor))
                .findFirst();
    }

    /** Reads the next ones of the lane; false at its end, or where enough of them lie unwanted. */
    private boolean readOn() {
        if (read.size() >= MOST_UNWANTED) {
            return false;
        }
        if (lane == null) {
            lane = tasks.heldGold(batch.id(), batch.settings().slices());
        }
        List<String> items = new ArrayList<>();
        while (lane.hasNext() && items.size() < PAGE) {
            items.add(lane.next());
        }
        Map<String, Task> found = new HashMap<>();
        tasks.getAll(batch.id(), items).forEach(task -> found.put(task.item(), task));
        items.stream()
                .filter(found::containsKey)
                .map(found::get)
                .filter(task -> task.state() == TaskState.HELD && task.ballots().isEmpty())
                .forEach(read::add);
        return !items.isEmpty();
    }
}
