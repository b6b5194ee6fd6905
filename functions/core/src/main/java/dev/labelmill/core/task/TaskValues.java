package dev.labelmill.core.task;

import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.opinion.Opinion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values behind a task's ballots, its adjudication and its audit, found among its stored labels. */
public final class TaskValues<V extends LabelValue> {

    private final Task task;
    private final Map<String, Label> labels;
    private final Class<V> type;

    /**
     * @param labels the task's, of any purpose, tombstones among them: whoever took a label back and gave another has several, of
     *     which the last is theirs
     */
    public TaskValues(Task task, List<Label> labels, Class<V> type) {
        this.task = task;
        this.labels = labels.stream()
                .collect(Collectors.toMap(
                        Label::who, Function.identity(), BinaryOperator.maxBy(Comparator.comparing(Label::revision))));
        this.type = type;
    }

    /** The crowd's values, by annotator. A ballot whose label was taken back and not yet counted off has none. */
    public List<Opinion<V>> ballots() {
        return task.ballots().stream()
                .flatMap(ballot -> value(ballot.who()).map(v -> new Opinion<>(ballot.who(), v)).stream())
                .toList();
    }

    /** What the expert said who decided the task. */
    public Optional<V> expert() {
        return by(Purpose.ADJUDICATION);
    }

    /** What the auditor said. */
    public Optional<V> auditor() {
        return by(Purpose.AUDIT);
    }

    /** A label that the task took no notice of has no witness. */
    private Optional<V> by(Purpose purpose) {
        return task.witnesses().stream()
                .map(witness -> witness.vendor() + "/" + witness.annotator())
                .filter(who -> labels.containsKey(who) && labels.get(who).purpose() == purpose)
                .findFirst()
                .flatMap(this::value);
    }

    private Optional<V> value(String who) {
        return Optional.ofNullable(labels.get(who)).flatMap(Label::value).map(type::cast);
    }
}
