package dev.labelmill.lambda.prelabel;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.prelabel.AnswerPage.Reading;
import dev.labelmill.lambda.store.BatchStore;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a hosted model's answers to a batch are of any use. Where none of the first is, with a wrong pointer say, each further
 * one would be paid for nothing: the model is given up, and an object in the batch's folder tells all invocations. Another tells
 * them of an opinion, and outweighs the first: chunks are asked about at the same time, so that it may come later.
 */
final class ModelTrial {

    /** Answers of no use, with none of use in the whole batch, that a model is given up for. */
    static final int ENOUGH = 20;

    private static final String TEXT = "text/plain";

    private final Bucket bucket;
    private final BatchStore batches;
    private final String batch;
    private final String complaint;
    private boolean passed;

    /** @param model its id, for people */
    ModelTrial(Bucket bucket, BatchStore batches, String batch, String model) {
        this.bucket = bucket;
        this.batches = batches;
        this.batch = batch;
        this.complaint = model + " gave no usable answer to any of the first ";
    }

    /** Whether it is asked no more. */
    boolean isGivenUp() {
        return !passed && bucket.head(Layout.givenUp(batch)).isPresent() && !hasPassed();
    }

    /** Looks for an opinion in what is stored. One is enough to go on for good, in all invocations. */
    void look(Collection<Reading> stored) {
        if (!passed && stored.stream().anyMatch(reading -> reading.distribution() != null)) {
            passed = true;
            bucket.put(Layout.ofUse(batch), TEXT, "the model has given an opinion".getBytes(StandardCharsets.UTF_8));
            takeBack();
        }
    }

    /** Judges the model, once answers are stored. */
    void judge(Collection<Reading> stored) {
        look(stored);
        if (!passed && stored.stream().anyMatch(Reading::useless) && !hasPassed()) {
            judgeAll();
        }
    }

    private boolean hasPassed() {
        passed |= bucket.head(Layout.ofUse(batch)).isPresent();
        return passed;
    }

    private void judgeAll() {
        Map<String, Integer> reasons = new TreeMap<>();
        Iterator<ObjectInfo> pages = bucket.list(Layout.answers(batch)).iterator();
        while (!passed && pages.hasNext()) {
            Collection<Reading> page =
                    new AnswerPage(bucket, pages.next().key()).readings().values();
            look(page);
            page.stream().filter(Reading::useless).forEach(reading -> reasons.merge(reading.why(), 1, Integer::sum));
        }
        int useless = reasons.values().stream().mapToInt(Integer::intValue).sum();
        if (!passed && useless >= ENOUGH) {
            giveUp(
                    useless,
                    Collections.max(reasons.entrySet(), Map.Entry.comparingByValue())
                            .getKey());
        }
    }

    /** The note goes first: once the object is there, nobody judges again. */
    private void giveUp(int useless, String why) {
        String note = complaint + useless + " items that it was asked about (" + why
                + ") and is asked no more, so people label the items without pre-labels: to have them, cancel the batch,"
                + " try others of prelabel's settings on ten items, and upload it under another name";
        batches.update(batch, b -> b.phase().isFinal() ? b : b.notingToo(complaint, note));
        bucket.put(Layout.givenUp(batch), TEXT, note.getBytes(StandardCharsets.UTF_8));
        if (hasPassed()) {
            // Whoever stored that opinion may have looked at the note before it was written.
            takeBack();
        }
    }

    private void takeBack() {
        batches.update(batch, b -> b.phase().isFinal() ? b : b.retracting(complaint));
    }
}
