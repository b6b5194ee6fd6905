package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.manifest.ChunkLines;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The known answers of a batch, by item id. Held in memory, so their number has a limit. */
public final class GoldAnswers {

    /** Some 10 MB of memory. */
    static final int MAX_ANSWERS = 100_000;

    private final Map<String, Integer> answers;

    private GoldAnswers(Map<String, Integer> answers) {
        this.answers = answers;
    }

    /**
     * The answers of gold.jsonl; none for a batch without gold.
     *
     * @throws IllegalArgumentException naming the first line that cannot be used
     */
    public static GoldAnswers load(Bucket bucket, BatchSettings settings) {
        if (settings.gold().isEmpty()) {
            return new GoldAnswers(Map.of());
        }
        String key = Layout.companion(settings.batch(), "gold.jsonl");
        try (InputStream in = new BufferedInputStream(bucket.open(key))) {
            return read(in, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The answers of a file.
     *
     * @param in its content
     * @throws IllegalArgumentException naming the first line that cannot be used
     */
    public static GoldAnswers read(InputStream in, BatchSettings settings) throws IOException {
        Map<String, Integer> answers = new HashMap<>();
        ChunkLines lines = new ChunkLines(in, new ByteRange(0, Long.MAX_VALUE), settings.maxLineBytes());
        int number = 0;
        for (Line line = lines.next(); line != null; line = lines.next()) {
            number++;
            add(line, number, settings, answers);
        }
        return new GoldAnswers(answers);
    }

    private static void add(Line line, int number, BatchSettings settings, Map<String, Integer> answers) {
        if (answers.size() == MAX_ANSWERS) {
            throw new IllegalArgumentException("gold.jsonl has more than " + MAX_ANSWERS + " lines");
        }
        if (!(line instanceof Line.Bytes bytes)) {
            throw new IllegalArgumentException("gold.jsonl line " + number + ": "
                    + ((Line.Unusable) line).problem().sentence());
        }
        try {
            JsonNode node = Json.parse(bytes.text().getBytes(StandardCharsets.UTF_8));
            Fields fields = Fields.of(node);
            String label = fields.string("label");
            OptionalInt answer = settings.singleChoice().indexOf(label);
            if (answer.isEmpty()) {
                throw new IllegalArgumentException("label \"" + label + "\" is not among labelType.classes");
            }
            requireGivable(label, answer.getAsInt(), settings);
            answers.put(fields.string("id"), answer.getAsInt());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("gold.jsonl line " + number + ": " + e.getMessage(), e);
        }
    }

    /** Where labels that break a check are refused, nobody could give such an answer. */
    private static void requireGivable(String label, int answer, BatchSettings settings) {
        if (settings.checkSettings().refuse()) {
            settings.checks().violationsOf(new Choice(answer), Subject.UNKNOWN).stream()
                    .findFirst()
                    .ifPresent(violation -> {
                        throw new IllegalArgumentException(
                                "label \"" + label + "\" breaks check \"" + violation.check() + "\", which refuses it");
                    });
        }
    }

    /** Items with a known answer. */
    public Set<String> items() {
        return Set.copyOf(answers.keySet());
    }

    /** The known answer of an item, if it has one. */
    public OptionalInt of(String item) {
        Integer answer = answers.get(item);
        return answer == null ? OptionalInt.empty() : OptionalInt.of(answer);
    }
}
