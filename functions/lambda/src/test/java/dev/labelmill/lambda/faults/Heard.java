package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What vendors were answered: labels that were acknowledged and refused, and what should not have been said. */
final class Heard {

    private final Map<String, Long> acknowledged = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();

    /** A label was acknowledged. */
    void acknowledged(String item, String vendor, String annotator, long revision) {
        acknowledged.merge(item + " " + vendor + " " + annotator, revision, Math::max);
    }

    /** A label was refused. */
    void refused(String vendor, String delivery, JsonNode problem) {
        refusals.add(vendor + " " + delivery + " " + problem);
    }

    /** Something that never may be was seen. */
    void wrong(String sentence) {
        wrongs.add(sentence);
    }

    /** The last revisions that were acknowledged, by item, vendor and annotator. */
    Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
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
