package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Label;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What vendors were answered: labels that were acknowledged and refused, and what should not have been said. */
final class Heard {

    private final Map<String, Said> acknowledged = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();

    /**
     * What an annotator said of an item.
     *
     * @param choice the class; empty for a label that is taken back
     */
    record Said(long revision, Optional<String> choice) {

        private static Said of(Label stored, List<String> classes) {
            return new Said(
                    stored.revision(),
                    stored.isTombstone()
                            ? Optional.empty()
                            : Optional.of(classes.get(stored.answer().getAsInt())));
        }

        private boolean isIn(Said stored) {
            return stored == null ? choice.isEmpty() : stored.revision >= revision || stored.choice.equals(choice);
        }

        private Said orLater(Said other) {
            return other.revision > revision ? other : this;
        }
    }

    /** A label was acknowledged. */
    void acknowledged(String item, String vendor, String annotator, Said said) {
        acknowledged.merge(item + " " + vendor + " " + annotator, said, Said::orLater);
    }

    /** A label was refused. */
    void refused(String vendor, String delivery, JsonNode problem) {
        refusals.add(vendor + " " + delivery + " " + problem);
    }

    /** Something that never may be was seen. */
    void wrong(String sentence) {
        wrongs.add(sentence);
    }

    /**
     * What was acknowledged in its last revision and is not there, or only in an earlier revision that says something else: what
     * changes nothing when the batch is over is acknowledged and not written.
     */
    List<String> lost(Stage stage, String batch) {
        List<String> classes =
                stage.batches().get(batch).orElseThrow().settings().labelType().classes();
        Map<String, Said> stored = new TreeMap<>();
        Outcome.labels(stage)
                .forEach(label -> stored.merge(Outcome.whose(label), Said.of(label, classes), Said::orLater));
        return acknowledged.entrySet().stream()
                .filter(label -> !label.getValue().isIn(stored.get(label.getKey())))
                .map(label -> label + ", stored " + stored.get(label.getKey()))
                .toList();
    }

    /** Answers that refused a label. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** What was seen that never may be, in sentences. */
    List<String> wrongs() {
        return List.copyOf(wrongs);
    }
}
