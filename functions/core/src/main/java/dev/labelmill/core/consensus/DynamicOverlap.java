package dev.labelmill.core.consensus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Overlap that is bought, not fixed, replayed on votes that are there already: how many of them a batch would have
 * needed. Every task gets a minimum of answers; from then on the task whose next answer promises the most bits per
 * dollar is asked about first ({@link ExpectedInformation}; after "Get another label?", Sheng, Provost and Ipeirotis,
 * KDD 2008). A task is left alone once its class is as probable as demanded, once another answer promises too little,
 * or when it has no answers left.
 *
 * <p>Who is good is learnt in the run itself, by {@link ShrunkDawidSkene} from the answers drawn so far, again after
 * every round; a round asks about a quarter of the tasks that want an answer, but at least a fiftieth of all. An
 * answer is seen only once it is drawn, and who gives it is unknown before. A task whose answer is known teaches by
 * its minimum of answers; it costs them and the known answer itself.
 *
 * @param minOverlap answers every task gets, as far as there are, from 1
 * @param confidence probability of the class from which on a task is left alone, in (0, 1]
 * @param leastBitsPerDollar information per dollar below which no answer is bought, from 0
 * @param dollars price of an answer, above 0
 */
public record DynamicOverlap(int minOverlap, double confidence, double leastBitsPerDollar, double dollars) {

    /** Confidence where nobody says another: posteriors are surer than right, since annotators err together. */
    public static final double STANDARD_CONFIDENCE = 0.999;

    private static final int STANDARD_MINIMUM = 2;
    private static final double STANDARD_LEAST_BITS = 0.005;
    private static final double SHARE_OF_WANTING = 0.25;
    private static final double SHARE_OF_ALL = 0.02;

    /** Checks the ranges. */
    public DynamicOverlap {
        if (minOverlap < 1 || !(confidence > 0 && confidence <= 1) || !(leastBitsPerDollar >= 0) || !(dollars > 0)) {
            throw new IllegalArgumentException("no dynamic overlap: " + minOverlap + ", " + confidence + ", "
                    + leastBitsPerDollar + ", " + dollars);
        }
    }

    /** Two answers at least, and none that promises less than a two-hundredth bit; a unit of price an answer. */
    public static DynamicOverlap of(double confidence) {
        return new DynamicOverlap(STANDARD_MINIMUM, confidence, STANDARD_LEAST_BITS, 1);
    }

    /**
     * What a replay came to.
     *
     * @param drawn the answers that were drawn
     * @param model what was learnt from them
     * @param knownLabels known answers that were used
     * @param rounds how often skills were learnt
     */
    public record Outcome(Votes drawn, ConsensusModel model, long knownLabels, int rounds) {

        /** Answers a task, known ones counted as answers. */
        public double labelsPerTask() {
            return drawn.tasks() > 0 ? (drawn.labels() + knownLabels) / (double) drawn.tasks() : 0;
        }

        /** The most probable class of a task. */
        public int answer(int task) {
            return Posterior.argmax(model.posterior(drawn.task(task)));
        }
    }

    /**
     * Draws each task's answers in a random order of its own until the rule has enough.
     *
     * @param seed of the orders: the same seed, the same replay
     */
    public Outcome replay(Votes votes, long seed) {
        Deck deck = new Deck(votes, seed, minOverlap);
        ShrunkDawidSkene method = new ShrunkDawidSkene();
        for (int round = 1; ; round++) {
            Votes drawn = deck.drawn();
            ConfusionModel model = method.fit(drawn);
            List<Wish> wishes = wishes(deck, drawn, model);
            if (wishes.isEmpty()) {
                return new Outcome(drawn, model, deck.known(), round);
            }
            long asked =
                    Math.round(Math.ceil(Math.max(SHARE_OF_WANTING * wishes.size(), SHARE_OF_ALL * drawn.tasks())));
            wishes.stream().limit(asked).forEach(wish -> deck.draw(wish.task));
        }
    }

    /** A task that wants another answer, and the bits per dollar it promises. */
    private record Wish(int task, double promise) {}

    private List<Wish> wishes(Deck deck, Votes drawn, ConfusionModel model) {
        ExpectedInformation information = new ExpectedInformation(model);
        double[] posterior = new double[drawn.classes()];
        List<Wish> wishes = new ArrayList<>();
        drawn.forEach(task -> {
            int number = (int) task.task();
            if (!deck.hasMore(number)) {
                return;
            }
            model.posterior(task, posterior);
            double promise = information.perDollar(task, ConsensusModel.STRANGER, dollars);
            if (posterior[Posterior.argmax(posterior)] < confidence && promise >= leastBitsPerDollar) {
                wishes.add(new Wish(number, promise));
            }
        });
        wishes.sort(Comparator.comparingDouble(Wish::promise).reversed().thenComparingInt(Wish::task));
        return wishes;
    }

    /** Every task's answers in their drawn order. */
    private static final class Deck {
        private final Votes votes;
        private final int[][] orders;
        private final int[] drawn;

        Deck(Votes votes, long seed, int minimum) {
            this.votes = votes;
            this.orders = new int[(int) votes.tasks()][];
            this.drawn = new int[orders.length];
            SplittableRandom random = new SplittableRandom(seed);
            votes.forEach(task -> {
                int number = (int) task.task();
                orders[number] = shuffled(task.count(), random);
                drawn[number] = Math.min(minimum, task.count());
            });
        }

        private static int[] shuffled(int count, SplittableRandom random) {
            int[] order = new int[count];
            for (int i = 0; i < count; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            return order;
        }

        boolean hasMore(int task) {
            return drawn[task] < orders[task].length;
        }

        void draw(int task) {
            drawn[task]++;
        }

        long known() {
            long[] known = new long[1];
            votes.forEach(task -> known[0] += task.isKnown() ? 1 : 0);
            return known[0];
        }

        Votes drawn() {
            VotesBuilder builder = Votes.builder().keepingRepeats();
            votes.forEach(task -> {
                int number = (int) task.task();
                builder.task(number);
                if (task.isKnown()) {
                    builder.known(number, task.known());
                }
                for (int i = 0; i < drawn[number]; i++) {
                    int at = orders[number][i];
                    builder.add(number, task.annotator(at), task.answer(at));
                }
            });
            return builder.build(votes.classes());
        }
    }
}
