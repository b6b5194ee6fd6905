package dev.labelmill.bench.text;

import dev.labelmill.bench.KnownItem;
import dev.labelmill.bench.SimulatedBatch;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.rounds.Rest;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.sampling.UncertainDiverse;
import dev.labelmill.onnx.MiniLm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Rounds on real text with perfect annotators: MiniLM's vectors, the default strategy, cells and planner as in the functions.
 * docs/experiments.md says what was asked, and what came out. From the project's root:
 *
 * <pre>
 *   functions/bench/corpora/fetch.sh target/corpora
 *   ./mvnw package -DskipTests -pl functions/bench -am
 *   java -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.text.TextRounds learn target/corpora/spam-assassin
 *   java -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.text.TextRounds accept target/corpora/spam-assassin
 * </pre>
 *
 * <p>{@code learn}: how many labels it takes until the head is nearly as right on a test set as one that learnt from the
 * whole pool, in the strategy's order and in a random one. {@code accept}: which share of all items is auto-accepted, and how
 * many of these are wrong. Two numbers can follow: the first seed, and how many; without them they
 * are 1 and {@value #SEEDS}. Vectors are kept in the corpus' folder.
 */
public final class TextRounds {

    private static final int SEEDS = 10;
    private static final double NEAR = 0.95;

    private static final int ACCEPT_FIRST = 100;
    private static final int ACCEPT_ROUND = 50;
    private static final int ACCEPT_ROUNDS = 10;
    private static final int ACCEPT_LABELS = 1_000;
    private static final double ACCEPT_CALIBRATION = 0.5;
    private static final double TARGET_ERROR = 0.03;
    private static final double CONFIDENCE = 0.95;

    private TextRounds() {}

    public static void main(String[] args) throws IOException, UnusableContent {
        if (args.length != 2 && args.length != 4) {
            throw new IllegalArgumentException(
                    "learn or accept, a corpus' folder, and perhaps the first seed and how many there are");
        }
        Path folder = Path.of(args[1]);
        long first = args.length > 2 ? Long.parseLong(args[2]) : 1;
        long end = first + (args.length > 2 ? Long.parseLong(args[3]) : SEEDS);
        long[] seeds = LongStream.range(first, end).toArray();
        Corpus corpus = Corpus.read(folder);
        List<FeatureVector> vectors = new StoredEmbeddings(folder.resolve("minilm.embeddings"))
                .of(corpus.texts().stream().map(Corpus.Text::text).toList());
        List<KnownItem> items = items(corpus, vectors);
        SimulatedBatch.Kind kind = new SimulatedBatch.Kind(
                corpus.name(), MiniLm.load(MiniLm.BATCH), corpus.classes().size());
        switch (args[0]) {
            case "learn" -> learn(kind, items, NearDuplicates.groups(vectors, NEAR), seeds);
            case "accept" -> accept(kind, items, seeds);
            default -> throw new IllegalArgumentException("learn or accept, not " + args[0]);
        }
    }

    private static List<KnownItem> items(Corpus corpus, List<FeatureVector> vectors) {
        List<KnownItem> items = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            Corpus.Text text = corpus.texts().get(i);
            items.add(new KnownItem(text.id(), vectors.get(i), text.label()));
        }
        return items;
    }

    private static void learn(
            SimulatedBatch.Kind kind, List<KnownItem> items, List<List<Integer>> groups, long[] seeds) {
        print("%d items, %d groups of near duplicates", items.size(), groups.size());
        List<LearningRun> runs = new ArrayList<>();
        for (long seed : seeds) {
            LearningRun run = LearningRun.of(kind, TestSplit.of(items, groups, new Draw(seed)), seed);
            print("seed %d: %s", seed, run);
            runs.add(run);
        }
        LearningRun.table(runs).forEach(System.out::println);
    }

    private static void accept(SimulatedBatch.Kind kind, List<KnownItem> items, long[] seeds) {
        RoundSettings settings = new RoundSettings(
                ACCEPT_FIRST,
                ACCEPT_ROUND,
                ACCEPT_ROUNDS,
                ACCEPT_LABELS,
                new UncertainDiverse(),
                ACCEPT_CALIBRATION,
                TARGET_ERROR,
                CONFIDENCE,
                Rest.PEOPLE);
        double share = 0;
        int kept = 0;
        for (long seed : seeds) {
            SimulatedBatch.Outcome run = new SimulatedBatch(kind, items, settings, seed).run();
            double accepted = (double) run.accepted() / items.size();
            share += accepted / seeds.length;
            kept += run.wrong() <= TARGET_ERROR * run.accepted() ? 1 : 0;
            print(
                    "seed %d: %d labels, %d rounds, %.4f of %d items accepted, %d of them wrong: error %.4f",
                    seed,
                    run.labels(),
                    run.rounds(),
                    accepted,
                    items.size(),
                    run.wrong(),
                    run.wrong() / Math.max(1.0, run.accepted()));
        }
        print("mean share %.4f; error within %.2f in %d of %d runs", share, TARGET_ERROR, kept, seeds.length);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
