package dev.labelmill.core.task;

import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.work.Postings;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Tasks, labels and judges to begin with. */
public final class Given {

    public static final int CLASSES = 3;
    public static final ItemPlace PLACE = new ItemPlace(0, 120, 80);

    private Given() {}

    /** Two to four labels, sure at .9, with experts behind; no audits. */
    public static Judge judge() {
        return judge(new StopRule(2, 4, 0.9, true), 0);
    }

    public static Judge judge(StopRule rule, double auditRate) {
        return new Judge(CLASSES, rule, Skills.uninformed(CLASSES, 0.8), new Draw(5), auditRate, Set.of());
    }

    /** A task with labels taken in, one after the other. */
    public static Task received(Task task, Label... labels) {
        Task now = task;
        for (Label label : labels) {
            now = now.receive(label, judge());
        }
        return now;
    }

    public static Task people(int wanted) {
        return Task.forPeople("b", "i1", PLACE, 0, 0.5, null, wanted);
    }

    public static Task gold(int known, int wanted) {
        return Task.gold("b", "i1", PLACE, 0.5, null, known, wanted);
    }

    public static Task auditOfAccepted(int answer) {
        return Task.auditOfAccepted(
                "b",
                "i1",
                PLACE,
                0.5,
                Prelabel.of(new double[] {0.9, 0.05, 0.05}),
                new Resolution(answer, 0.9, Resolution.By.PRELABEL));
    }

    public static Label label(Purpose purpose, String vendor, String annotator, int answer, long revision) {
        return label(purpose, vendor, annotator, OptionalInt.of(answer), revision);
    }

    /** Answers {@code answer} where {@code known} is known to be right. */
    public static Label goldLabel(String vendor, String annotator, int known, int answer) {
        Label label = label(Purpose.GOLD, vendor, annotator, answer, 1);
        return new Label(
                label.batch(),
                label.project(),
                label.item(),
                vendor,
                annotator,
                Optional.of(new LabelValue.Choice(answer)),
                1,
                label.delivery(),
                label.dispatch(),
                Purpose.GOLD,
                Postings.undated(label.priceNanos()),
                label.millis(),
                OptionalInt.of(known),
                label.spent(),
                Optional.empty(),
                0);
    }

    public static Label tombstone(Purpose purpose, String vendor, String annotator, long revision) {
        return label(purpose, vendor, annotator, OptionalInt.empty(), revision);
    }

    public static Label label(Purpose purpose, String vendor, String annotator, OptionalInt answer, long revision) {
        return label(purpose, vendor, annotator, answer, revision, "d-1");
    }

    private static Label label(
            Purpose purpose, String vendor, String annotator, OptionalInt answer, long revision, String dispatch) {
        return new Label(
                "b",
                "demo",
                "i1",
                vendor,
                annotator,
                answer.isPresent() ? Optional.of(new LabelValue.Choice(answer.getAsInt())) : Optional.empty(),
                revision,
                "m-1",
                dispatch,
                purpose,
                Postings.undated(answer.isPresent() ? 12_000_000 : 0),
                900,
                OptionalInt.empty(),
                Spend.of("webhook", Kind.LAMBDA, 7),
                Optional.empty(),
                0);
    }

    /** A crowd label. */
    public static Label crowd(String annotator, int answer, long revision) {
        return label(Purpose.LABEL, "crowd", annotator, answer, revision);
    }

    /** The same for another dispatch's claim; a negative answer takes it back. */
    public static Label crowd(String annotator, int answer, long revision, String dispatch) {
        OptionalInt said = answer < 0 ? OptionalInt.empty() : OptionalInt.of(answer);
        return label(Purpose.LABEL, "crowd", annotator, said, revision, dispatch);
    }
}
