package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Pace;
import dev.labelmill.core.annotator.WorkTimes;
import dev.labelmill.core.consensus.Index;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.json.ValuePlace;
import dev.labelmill.local.scoring.CsvTable.Column;
import dev.labelmill.local.scoring.CsvTable.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the rows of a table into opinions. */
final class ValueReader<V extends LabelValue> {

    private final ValueKind kind;
    private final LabelType<V> type;
    private final Index tasks = new Index();
    private final Index annotators = new Index();
    private final List<List<Opinion<V>>> opinions = new ArrayList<>();
    private final Map<Integer, V> gold = new HashMap<>();
    private Optional<WorkTimes> times = Optional.empty();
    private long goldElsewhere;
    private long breaking;
    private long rows;

    ValueReader(ValueKind kind, LabelType<V> type) {
        this.kind = kind;
        this.type = type;
    }

    ValueTable<V> read(Path labels, Optional<Path> goldFile) {
        CsvTable.read(labels, this::rows);
        if (rows == 0) {
            throw UnusableTable.of(labels, "has no labels; add a line for each below the header");
        }
        goldFile.ifPresent(this::readGold);
        opinions.replaceAll(given -> new Opinions<>(given).each());
        Pace pace = times.map(WorkTimes::pace).orElse(Pace.UNKNOWN);
        return new ValueTable<>(kind, type, tasks, annotators, opinions, pace, gold, goldElsewhere, breaking, rows);
    }

    private CsvTable.Rows rows(CsvTable table) {
        Column task = table.column("task");
        Column worker = table.column("worker");
        Column label = table.column("label");
        if (table.has("seconds")) {
            Column seconds = table.column("seconds");
            WorkTimes durations = WorkTimes.ofDurations();
            times = Optional.of(durations);
            return row -> durations.add(add(row, task, worker, label), Moments.seconds(row, seconds));
        }
        if (table.has("time")) {
            Column time = table.column("time");
            WorkTimes moments = WorkTimes.ofMoments();
            times = Optional.of(moments);
            return row -> moments.add(add(row, task, worker, label), Moments.moment(row, time));
        }
        return row -> add(row, task, worker, label);
    }

    /** Adds a label and tells whose it is. */
    private int add(Row row, Column task, Column worker, Column label) {
        int number = tasks.add(row.value(task));
        int annotator = annotators.add(row.value(worker));
        if (number == opinions.size()) {
            opinions.add(new ArrayList<>(4));
        }
        V value = value(row, label);
        breaking += type.violations(value, Subject.UNKNOWN).isEmpty() ? 0 : 1;
        opinions.get(number).add(new Opinion<>(annotators.name(annotator), value));
        rows++;
        return annotator;
    }

    private V value(Row row, Column label) {
        return kind.read(row, label, value -> type.valueType().cast(ValueForm.read(type, value, ValuePlace.words())));
    }

    private void readGold(Path file) {
        AnswerFile.read(file, tasks, (row, task, label) -> {
            V truth = value(row, label);
            if (task < 0) {
                goldElsewhere++;
            } else {
                gold.put(task, truth);
            }
        });
        if (gold.isEmpty()) {
            throw UnusableTable.of(file, "names none of the labelled tasks; check its column task");
        }
    }
}
