package dev.labelmill.core.consensus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A public crowd set, {@code labels.csv} (task,worker,label) and {@code gold.csv} (task,label), from the folder that
 * the system property {@code labelmill.reference-data} names. Without it the test that asks is skipped. The last label
 * of a repeated pair stands and classes are in order, as in the reference figures.
 */
record ReferenceSet(Votes votes, int[] gold, Index annotators) {

    static ReferenceSet load(String name) {
        String folder = System.getProperty("labelmill.reference-data");
        assumeTrue(folder != null, "no reference data: set labelmill.reference-data");
        return load(Path.of(folder, name));
    }

    static ReferenceSet load(Path set) {
        Index tasks = new Index();
        Index annotators = new Index();
        Index classes = new Index();
        VotesBuilder builder = Votes.builder();
        for (String[] row : rows(set.resolve("labels.csv"))) {
            builder.add(tasks.add(row[0]), annotators.add(row[1]), classes.add(row[2]));
        }
        List<String[]> known = rows(set.resolve("gold.csv"));
        known.forEach(row -> classes.add(row[1]));
        int[] ranks = classes.ranks();
        int[] gold = new int[tasks.size()];
        known.forEach(row -> gold[tasks.find(row[0])] = ranks[classes.find(row[1])]);
        return new ReferenceSet(builder.build(classes.size()).renumbered(ranks), gold, annotators);
    }

    private static List<String[]> rows(Path csv) {
        try {
            return Files.readAllLines(csv, StandardCharsets.UTF_8).stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Share of tasks whose most probable class is the gold one. */
    double accuracy(ConsensusModel model) {
        return accuracy(model, votes);
    }

    /** The same, by answers other than all. */
    double accuracy(ConsensusModel model, Votes answers) {
        int[] right = new int[1];
        answers.forEach(task -> right[0] += Posterior.argmax(model.posterior(task)) == gold[(int) task.task()] ? 1 : 0);
        return (double) right[0] / gold.length;
    }

    /** Per annotator, numbered by first answer, the one that has this place in the order of names. */
    int[] byName() {
        return annotators.names().stream().sorted().mapToInt(annotators::find).toArray();
    }

    long ties(ConsensusModel model) {
        long[] ties = new long[1];
        votes.forEach(task -> ties[0] += Posterior.isTied(model.posterior(task)) ? 1 : 0);
        return ties[0];
    }
}
