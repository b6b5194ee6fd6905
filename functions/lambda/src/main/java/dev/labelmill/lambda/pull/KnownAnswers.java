package dev.labelmill.lambda.pull;

import dev.labelmill.core.annotator.GoldRate;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.util.HashMap;
import java.util.Map;

/** What an annotator made of items whose answer is known, read once a project, and whether the next is to be such a one. */
final class KnownAnswers {

    private final TallyStore tallies;
    private final String vendor;
    private final String annotator;
    private final Map<String, Counters> byProject = new HashMap<>();

    KnownAnswers(TallyStore tallies, String vendor, String annotator) {
        this.tallies = tallies;
        this.vendor = vendor;
        this.annotator = annotator;
    }

    /**
     * Whether the next task is a known one.
     *
     * @param given tasks that the annotator has got so far
     * @param known those of the batch's project that were known ones, answered or not
     */
    boolean isNextKnown(Batch batch, long given, long known) {
        String project = batch.settings().project();
        Counters totals =
                byProject.computeIfAbsent(project, p -> tallies.total(Keys.annotatorTally(p, vendor, annotator)));
        int classes = batch.settings().labelType().classes().size();
        long right = 0;
        long wrong = 0;
        for (int truth = 0; truth < classes; truth++) {
            for (int said = 0; said < classes; said++) {
                long count = Math.max(0, totals.get("gold." + truth + "." + said));
                right += truth == said ? count : 0;
                wrong += truth == said ? 0 : count;
            }
        }
        return GoldRate.STANDARD.isNextKnown(
                new Draw(batch.settings().seed()), batch.id(), vendor + "/" + annotator, given, known, right, wrong);
    }
}
