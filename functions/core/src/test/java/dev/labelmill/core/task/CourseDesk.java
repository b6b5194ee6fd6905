package dev.labelmill.core.task;

import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.work.Postings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * One item's labels as reception stores them: no claim has more than it is for, a correction counts for what the first answer
 * counted for, nobody who stands answers a second claim, an expert's answer is not taken back.
 */
final class CourseDesk {

    private final IntFunction<LabelValue> values;
    private final Map<String, List<Label>> rows = new HashMap<>();
    private final List<Label> told = new ArrayList<>();

    /** @param values what the answers 0 and 1 are */
    CourseDesk(IntFunction<LabelValue> values) {
        this.values = values;
    }

    /** All that was ever stored, in its order. */
    List<Label> told() {
        return told;
    }

    /** What is stored now. */
    List<Label> stored() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** Whether somebody has said anything by a claim. */
    boolean knows(Claim claim) {
        return told.stream().anyMatch(label -> label.dispatch().equals(claim.dispatch()));
    }

    /** Stores what an annotator says, or takes back, unless that is refused. */
    void take(Task task, Claim claim, String who, OptionalInt answer) {
        List<Label> list = rows.computeIfAbsent(claim.vendor(), vendor -> new ArrayList<>());
        VendorLabels there = new VendorLabels(list);
        Optional<Label> standing = there.standing(who);
        Purpose purpose = standing.map(Label::purpose).orElse(claim.purpose());
        boolean isExpert = purpose == Purpose.ADJUDICATION || purpose == Purpose.AUDIT;
        boolean refused = purpose != claim.purpose()
                || answer.isEmpty() && isExpert
                || answer.isPresent() && standing.isEmpty() && !there.hasRoom(claim);
        if (refused) {
            return;
        }
        long revision = there.last(who).map(Label::revision).orElse(0L) + 1;
        Label label = label(
                task,
                claim.vendor(),
                who,
                answer,
                revision,
                standing.map(Label::dispatch).orElse(claim.dispatch()),
                purpose);
        int place = there.place(who);
        list.subList(place, Math.min(place + 1, list.size())).clear();
        list.add(place, label);
        told.add(label);
    }

    private Label label(
            Task task, String vendor, String who, OptionalInt answer, long revision, String dispatch, Purpose purpose) {
        return new Label(
                task.batch(),
                "demo",
                task.item(),
                vendor,
                who,
                answer.isPresent() ? Optional.of(values.apply(answer.getAsInt())) : Optional.empty(),
                revision,
                "m-1",
                dispatch,
                purpose,
                Postings.NONE,
                900,
                task.known(),
                Spend.NONE,
                Optional.empty(),
                0);
    }
}
