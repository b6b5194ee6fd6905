package dev.labelmill.local.vendors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Judgements that real people once gave, played back in the order of their file; no working times are known. */
final class RecordedJudgements implements Workforce {

    private final Map<String, List<Judgement>> byItem;

    private record Judgement(String annotator, String choice) {}

    private RecordedJudgements(Map<String, List<Judgement>> byItem) {
        this.byItem = byItem;
    }

    /** @throws IllegalArgumentException naming the line that is wrong */
    static RecordedJudgements read(Path file) {
        Map<String, List<Judgement>> byItem = new HashMap<>();
        JsonLines.each(
                file,
                fields -> byItem.computeIfAbsent(fields.string("task"), item -> new ArrayList<>())
                        .add(new Judgement(fields.string("annotator"), fields.string("choice"))));
        return new RecordedJudgements(byItem);
    }

    @Override
    public List<Answer> answers(TaskLine task) {
        return byItem.getOrDefault(task.item(), List.of()).stream()
                .filter(judgement -> !task.exclude().contains(judgement.annotator()))
                .limit(task.labels())
                .map(judgement -> new Answer(task, judgement.annotator(), judgement.choice(), OptionalLong.empty()))
                .toList();
    }
}
