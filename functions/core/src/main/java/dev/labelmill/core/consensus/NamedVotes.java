package dev.labelmill.core.consensus;

import java.util.List;

/**
 * Tasks whose annotators have names, as a source of numbers. Reads them once to number the annotators, and again
 * whenever a method passes over them; keeps the annotators' names in memory and no task.
 */
public final class NamedVotes implements VoteSource {

    private final Iterable<TaskVotes> votes;
    private final int classes;
    private final Index annotators = new Index();
    private final long tasks;

    /**
     * Numbers the annotators in the order they come.
     *
     * @param votes read from the start each time, the same tasks each time
     * @param classes number of classes, at least 2
     * @throws IllegalArgumentException if a vote, a prior or a known answer does not fit the number of classes
     */
    public NamedVotes(Iterable<TaskVotes> votes, int classes) {
        this.votes = votes;
        this.classes = classes;
        long count = 0;
        for (TaskVotes task : votes) {
            check(task);
            task.votes().forEach(vote -> annotators.add(vote.annotator()));
            count++;
        }
        this.tasks = count;
    }

    private void check(TaskVotes task) {
        boolean fits = task.known() == null || task.known() >= 0 && task.known() < classes;
        fits &= task.prior() == null || task.prior().length == classes;
        for (Vote vote : task.votes()) {
            fits &= vote.answer() < classes;
        }
        if (!fits) {
            throw new IllegalArgumentException("task " + task.item() + " does not fit " + classes + " classes");
        }
    }

    /** The annotators' numbers. */
    public Index index() {
        return annotators;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int annotators() {
        return annotators.size();
    }

    @Override
    public long tasks() {
        return tasks;
    }

    @Override
    public void forEach(Visitor visitor) {
        TaskView view = new TaskView();
        long number = 0;
        for (TaskVotes task : votes) {
            visitor.visit(fill(view, number++, task));
        }
    }

    /** A task as a model of these votes sees it; an annotator that is none of theirs is a stranger to it. */
    public TaskView view(TaskVotes task) {
        return fill(new TaskView(), 0, task);
    }

    private TaskView fill(TaskView view, long number, TaskVotes task) {
        List<Vote> answers = task.votes();
        int[] who = new int[answers.size()];
        char[] what = new char[who.length];
        for (int i = 0; i < who.length; i++) {
            int annotator = annotators.find(answers.get(i).annotator());
            who[i] = annotator < 0 ? ConsensusModel.STRANGER : annotator;
            what[i] = (char) answers.get(i).answer();
        }
        int known = task.known() == null ? -1 : task.known();
        return view.point(number, known, task.prior(), who, what, 0, who.length);
    }
}
