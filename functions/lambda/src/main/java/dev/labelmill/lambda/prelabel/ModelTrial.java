package dev.labelmill.lambda.prelabel;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.prelabel.AnswerPage.Reading;
import dev.labelmill.lambda.prelabel.hosted.Answer;
import dev.labelmill.lambda.store.BatchStore;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a hosted model's answers to a batch are of any use. Where none of the first is, with a wrong pointer say, each further
 * one would be paid for nothing: the model is given up, and an object in the batch's folder tells all invocations.
 */
final class ModelTrial {

    /** Answers of no use, with none of use in the whole batch, that a model is given up for. */
    static final int ENOUGH = 20;

    private final Bucket bucket;
    private final BatchStore batches;
    private final String batch;
    private final String model;
    private boolean passed;

    /** @param model its id, for people */
    ModelTrial(Bucket bucket, BatchStore batches, String batch, String model) {
        this.bucket = bucket;
        this.batches = batches;
        this.batch = batch;
        this.model = model;
    }

    /** Whether it is asked no more. */
    boolean isGivenUp() {
        return bucket.head(Layout.givenUp(batch)).isPresent();
    }

    /** Judges the model, once answers are stored. One opinion is enough to go on for good. */
    void judge(List<Answer> answers) {
        passed |= answers.stream().anyMatch(Answer.Opinion.class::isInstance);
        if (!passed && answers.stream().anyMatch(Answer.None.class::isInstance)) {
            judgeAll();
        }
    }

    private void judgeAll() {
        Map<String, Integer> reasons = new TreeMap<>();
        Iterator<ObjectInfo> pages = bucket.list(Layout.answers(batch)).iterator();
        while (!passed && pages.hasNext()) {
            for (Reading reading :
                    new AnswerPage(bucket, pages.next().key()).readings().values()) {
                passed |= reading.distribution() != null;
                if (reading.why() != null) {
                    reasons.merge(reading.why(), 1, Integer::sum);
                }
            }
        }
        int useless = reasons.values().stream().mapToInt(Integer::intValue).sum();
        if (!passed && useless >= ENOUGH) {
            giveUp(
                    useless,
                    Collections.max(reasons.entrySet(), Map.Entry.comparingByValue())
                            .getKey());
        }
    }

    private void giveUp(int useless, String why) {
        String note = model + " gave no usable answer to any of the first " + useless + " items (" + why
                + ") and is asked no more, so people label the items without pre-labels: to have them, cancel the batch,"
                + " try others of prelabel's settings on ten items, and upload it under another name";
        bucket.put(Layout.givenUp(batch), "text/plain", note.getBytes(StandardCharsets.UTF_8));
        batches.update(batch, b -> b.phase().isFinal() || !b.note().isEmpty() ? b : b.noting(note));
    }
}
