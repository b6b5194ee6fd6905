package dev.labelmill.local.samples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.training.SoftmaxTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the data of the batch {@code digits} from the optdigits file. A random 200 images train the linear head
 * (model.json, trained-on.jsonl); the others are the batch (manifest.jsonl, truth.jsonl), and a random 250 of them its
 * gold (gold.jsonl). Equal seeds make equal files.
 */
public final class DigitsBatch {

    static final int TRAINING_IMAGES = 200;
    static final int GOLD_ITEMS = 250;

    private static final long DEFAULT_SEED = 42;

    private final Draw draw;
    private final List<Digit> digits;

    DigitsBatch(List<Digit> digits, long seed) {
        this.draw = new Draw(seed);
        this.digits = List.copyOf(digits);
    }

    /** Arguments: the optdigits CSV, the batch folder to write to and, if not 42, the seed. */
    public static void main(String[] args) throws IOException, UnusableContent {
        if (args.length < 2 || args.length > 3) {
            System.err.println("usage: DigitsBatch <digits.csv> <batch folder> [seed]");
            System.exit(2);
        }
        long seed = args.length == 3 ? Long.parseLong(args[2]) : DEFAULT_SEED;
        new DigitsBatch(Digit.read(Path.of(args[0])), seed).write(new BatchFolder(Path.of(args[1])));
    }

    void write(BatchFolder folder) throws IOException, UnusableContent {
        List<Digit> training = training();
        List<Digit> items =
                digits.stream().filter(digit -> !training.contains(digit)).toList();
        HeadSearch.Found found = new HeadSearch(training).search();
        folder.write("model.json", model(found.head()));
        folder.writeLines(
                "trained-on.jsonl",
                training.stream().map(DigitsBatch::labelledItem).toList());
        folder.writeLines(
                "manifest.jsonl", items.stream().map(DigitsBatch::item).toList());
        folder.writeLines("truth.jsonl", items.stream().map(DigitsBatch::label).toList());
        folder.writeLines(
                "gold.jsonl", gold(items).stream().map(DigitsBatch::label).toList());
        System.out.printf("l2 = %s by cross-validation on %d images%n", found.l2(), training.size());
    }

    /** The images that fit the head, in random order: cross-validation takes its folds from it. */
    List<Digit> training() {
        return digits.stream().sorted(byHash("training")).limit(TRAINING_IMAGES).toList();
    }

    private List<Digit> gold(List<Digit> items) {
        return items.stream()
                .sorted(byHash("gold"))
                .limit(GOLD_ITEMS)
                .sorted(Comparator.comparingInt(Digit::row))
                .toList();
    }

    private Comparator<Digit> byHash(String purpose) {
        return Comparator.comparingLong(digit -> draw.bits("digits", purpose, digit.id()));
    }

    private static ObjectNode item(Digit digit) {
        return BatchFolder.object().put("id", digit.id()).put("source", digit.dataUri());
    }

    private static ObjectNode label(Digit digit) {
        return BatchFolder.object().put("id", digit.id()).put("label", String.valueOf(digit.label()));
    }

    private static ObjectNode labelledItem(Digit digit) {
        return item(digit).put("label", String.valueOf(digit.label()));
    }

    /** One class a line, so that a change of the head can be read in a diff. */
    private static String model(SoftmaxTrainer.Head head) {
        String classes =
                IntStream.range(0, Digit.CLASSES).mapToObj(k -> "\"" + k + "\"").collect(Collectors.joining(", "));
        String weights = IntStream.range(0, Digit.CLASSES)
                .mapToObj(k -> "    " + array(head.weights()[k]))
                .collect(Collectors.joining(",\n"));
        return """
                {
                  "version": "digits-head-1",
                  "features": {"kind": "pixels", "width": %d, "height": %d},
                  "classes": [%s],
                  "weights": [
                %s
                  ],
                  "bias": %s
                }
                """.formatted(Digit.SIDE, Digit.SIDE, classes, weights, array(head.bias()));
    }

    private static String array(float[] numbers) {
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> Float.toString(numbers[i]))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
