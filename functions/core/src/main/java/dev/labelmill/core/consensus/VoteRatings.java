package dev.labelmill.core.consensus;

import dev.labelmill.core.agreement.RatingSource;

/** Votes as ratings, of which agreement is measured. */
public final class VoteRatings implements RatingSource {

    private final VoteSource votes;
    private final int classes;
    private int[] raters = new int[16];
    private int[] answers = new int[16];

    /** @param classes that exist; votes have two at least */
    public VoteRatings(VoteSource votes, int classes) {
        this.votes = votes;
        this.classes = classes;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public void forEach(Visitor visitor) {
        votes.forEach(task -> {
            if (task.count() > raters.length) {
                raters = new int[2 * task.count()];
                answers = new int[2 * task.count()];
            }
            for (int i = 0; i < task.count(); i++) {
                raters[i] = task.annotator(i);
                answers[i] = task.answer(i);
            }
            visitor.visit(raters, answers, task.count());
        });
    }
}
