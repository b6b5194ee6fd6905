package dev.labelmill.bench;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.HashedNgrams;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.training.Example;
import dev.labelmill.core.training.HeadTrainer;
import dev.labelmill.core.training.SoftmaxTrainer;
import dev.labelmill.lambda.prelabel.Item;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Our side of {@code scikit-learn/compare.py}: {@code draw folder} writes items of 300 bytes and their classes, {@code run
 * folder} fits a head on hashed words and pairs of words and prints how many items a second it pre-labels, from the bytes of
 * the JSON line to the distribution, on one thread, as JSON. The rate is the best of {@value #ROUNDS} rounds, the first of
 * which run while the JVM still compiles; times are the thread's on its processor.
 */
public final class HashedLinear {

    static final int BUCKETS = 1 << 18;
    static final int CLASSES = 4;
    private static final int TRAINED_ON = 2_000;
    private static final int TESTED_ON = 50_000;
    private static final int ROUNDS = 20;
    private static final int LINE = 300;
    private static final int WORDS = 20_000;
    private static final double NANOS = 1e9;

    private HashedLinear() {}

    public static void main(String[] args) throws IOException, UnusableContent {
        Path folder = Path.of(args[1]);
        switch (args[0]) {
            case "draw" -> {
                SplittableRandom random = new SplittableRandom(1);
                draw(folder, "train", TRAINED_ON, random);
                draw(folder, "test", TESTED_ON, random);
            }
            case "run" -> System.out.println(run(folder));
            default -> throw new IllegalArgumentException("draw or run, not " + args[0]);
        }
    }

    /** Words fall off as 1/rank, as in natural language; a quarter of them is from a part of the list that is the class's own. */
    private static void draw(Path folder, String name, int items, SplittableRandom random) throws IOException {
        String[] words = words();
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(folder.resolve(name + ".jsonl")));
                PrintWriter classes = new PrintWriter(Files.newBufferedWriter(folder.resolve(name + ".classes")))) {
            for (int i = 0; i < items; i++) {
                int label = random.nextInt(CLASSES);
                StringBuilder line =
                        new StringBuilder(String.format(Locale.ROOT, "{\"id\":\"%s-%06d\",\"source\":\"", name, i));
                while (line.length() < LINE - 3) {
                    int rank = (int) Math.exp(random.nextDouble() * Math.log(WORDS)) - 1;
                    boolean own = random.nextInt(4) == 0;
                    line.append(words[own ? (rank * CLASSES + label) % WORDS : rank])
                            .append(i % 7 == 0 ? ", " : " ");
                }
                line.setLength(LINE - 3);
                lines.print(line.append(".\"}\n"));
                classes.print(label + "\n");
            }
        }
    }

    private static String[] words() {
        SplittableRandom random = new SplittableRandom(2);
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int k = 2 + random.nextInt(i < 200 ? 3 : 8); k > 0; k--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            word.setCharAt(0, i % 9 == 0 ? Character.toUpperCase(word.charAt(0)) : word.charAt(0));
            words[i] = word.toString();
        }
        return words;
    }

    private static String run(Path folder) throws IOException, UnusableContent {
        HashedNgrams features = new HashedNgrams(BUCKETS, 1, 2);
        byte[][] train = lines(folder.resolve("train.jsonl"));
        int[] labels = classes(folder.resolve("train.classes"));
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < train.length; i++) {
            Item item = Item.read(train[i], 0, train[i].length);
            examples.add(Example.certain(
                    item.id(), features.vector(Content.ofSource(item.source())), labels[i], CLASSES, 0));
        }
        SoftmaxTrainer.Head head = new HeadTrainer(BUCKETS, CLASSES, new Draw(1))
                .train(examples, Optional.empty())
                .head();
        LinearLabeler labeler = new LinearLabeler("bench", features, head.weights(), head.bias());
        return timed(labeler, lines(folder.resolve("test.jsonl")), classes(folder.resolve("test.classes")));
    }

    private static String timed(LinearLabeler labeler, byte[][] lines, int[] classes) throws UnusableContent {
        double best = 0;
        int right = 0;
        for (int round = 0; round < ROUNDS; round++) {
            right = 0;
            long start = processorTime();
            for (int i = 0; i < lines.length; i++) {
                Item item = Item.read(lines[i], 0, lines[i].length);
                double[] distribution = labeler.distribution(Content.ofSource(item.source()));
                right += greatest(distribution) == classes[i] ? 1 : 0;
            }
            best = Math.max(best, lines.length * NANOS / (processorTime() - start));
        }
        return String.format(
                Locale.ROOT,
                "{\"itemsPerSecond\":%.0f,\"accuracy\":%.4f,\"buckets\":%d,\"classes\":%d}",
                best,
                (double) right / lines.length,
                BUCKETS,
                CLASSES);
    }

    private static int greatest(double[] distribution) {
        int greatest = 0;
        for (int k = 1; k < distribution.length; k++) {
            greatest = distribution[k] > distribution[greatest] ? k : greatest;
        }
        return greatest;
    }

    /** The thread's own, since the machine may have other work. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static byte[][] lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static int[] classes(Path file) throws IOException {
        return Files.readAllLines(file).stream().mapToInt(Integer::parseInt).toArray();
    }
}
