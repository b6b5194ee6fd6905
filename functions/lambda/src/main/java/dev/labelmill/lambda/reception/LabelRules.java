package dev.labelmill.lambda.reception;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.label.Violation;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.ItemSubject;
import dev.labelmill.lambda.store.ItemLines;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a label must be beside its item: where batch.json wants it, one that breaks a check is to be done again, and is not paid for. */
record LabelRules(ItemLines items) {

    /** Violations in a reason; a label with a thousand boxes may have as many. */
    private static final int MOST_TOLD = 3;

    /** Which checks a label breaks, in a sentence; empty if none, or if labels that do are taken all the same. */
    Optional<String> broken(BatchSettings settings, Task task, LabelValue value) {
        if (!settings.checkSettings().refuse()) {
            return Optional.empty();
        }
        LabelType<?> type = settings.labelType();
        Subject subject = ItemSubject.matters(type) ? ItemSubject.of(type, items.of(task)) : Subject.UNKNOWN;
        List<Violation> violations = settings.checks().violationsOf(value, subject);
        return violations.isEmpty() ? Optional.empty() : Optional.of(sentence(violations));
    }

    /** How large a task's image is, where its item's line tells it. */
    Optional<ImageSize> image(Task task) {
        return ImageSize.of(items.of(task));
    }

    private static String sentence(List<Violation> violations) {
        String told = violations.stream()
                .limit(MOST_TOLD)
                .map(violation -> "\"" + violation.check() + "\": " + violation.sentence())
                .collect(Collectors.joining("; "));
        int more = violations.size() - MOST_TOLD;
        return "the label breaks check " + told + (more > 0 ? "; and " + more + " more" : "");
    }
}
