package dev.labelmill.core.consensus;

import java.util.Random;

/** Made-up answers of a crowd in which nobody's vote ends in a tie, so that no method depends on the classes' order. */
final class RandomVotes {

    private RandomVotes() {}

    static Votes of(long seed, int tasks, int annotators, int classes) {
        Random random = new Random(seed);
        double[] skills = random.doubles(annotators, .3, .98).toArray();
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < tasks; task++) {
            int truth = random.nextInt(classes);
            int[] answers;
            do {
                answers = answers(random, truth, skills, classes);
            } while (isTied(answers, classes));
            for (int annotator = 0; annotator < annotators; annotator++) {
                if (answers[annotator] >= 0) {
                    builder.add(task, annotator, answers[annotator]);
                }
            }
        }
        return builder.build(classes);
    }

    /** Of three classes: some answers are known, one of them of a task without votes, and one task has a prior. */
    static Votes withTruths() {
        VotesBuilder builder = Votes.builder().task(81);
        of(6, 80, 6, 3).forEach(task -> builder.add((int) task.task(), task));
        return builder.known(2, 1)
                .known(7, 0)
                .prior(4, new double[] {1, 2, 5})
                .known(81, 2)
                .build(3);
    }

    private static int[] answers(Random random, int truth, double[] skills, int classes) {
        int[] answers = new int[skills.length];
        for (int annotator = 0; annotator < answers.length; annotator++) {
            int answer = random.nextDouble() < skills[annotator] ? truth : random.nextInt(classes);
            answers[annotator] = random.nextDouble() < .6 ? answer : -1;
        }
        return answers;
    }

    private static boolean isTied(int[] answers, int classes) {
        double[] counts = new double[classes];
        for (int answer : answers) {
            if (answer >= 0) {
                counts[answer]++;
            }
        }
        return Posterior.isTied(counts);
    }
}
