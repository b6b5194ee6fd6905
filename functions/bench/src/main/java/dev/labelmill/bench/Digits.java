package dev.labelmill.bench;

import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Pixels;
import dev.labelmill.core.prelabel.UnusableContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All 1,797 handwritten digits of {@code events/batches/digits}: the batch's own and those its head was trained on. Features
 * are the 64 pixels, as the labeler sees them.
 *
 * @param digits in the order of their ids
 */
record Digits(List<KnownItem> digits) {

    private static final int CLASSES = 10;
    private static final Pixels PIXELS = new Pixels(8, 8);
    static final SimulatedBatch.Kind KIND = new SimulatedBatch.Kind("digits", PIXELS, CLASSES);

    static Digits read(Path folder) throws IOException, UnusableContent {
        Map<String, Integer> labels = new HashMap<>();
        for (String line : lines(folder, "truth.jsonl", "trained-on.jsonl")) {
            labels.put(field(line, "id"), Integer.parseInt(field(line, "label")));
        }
        List<KnownItem> digits = new ArrayList<>();
        for (String line : lines(folder, "manifest.jsonl", "trained-on.jsonl")) {
            String id = field(line, "id");
            digits.add(new KnownItem(id, PIXELS.vector(Content.ofSource(field(line, "source"))), labels.get(id)));
        }
        digits.sort((one, other) -> one.id().compareTo(other.id()));
        return new Digits(List.copyOf(digits));
    }

    private static List<String> lines(Path folder, String one, String other) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(one)));
        lines.addAll(Files.readAllLines(folder.resolve(other)));
        return lines;
    }

    /** The files are our own, written without blanks. */
    private static String field(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(line);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + name + " in " + line);
        }
        return matcher.group(1);
    }
}
