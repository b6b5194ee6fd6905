package dev.labelmill.bench;

import dev.labelmill.core.consensus.ConsensusModel;
import dev.labelmill.core.consensus.DawidSkene;
import dev.labelmill.core.consensus.Index;
import dev.labelmill.core.consensus.Votes;
import dev.labelmill.core.consensus.VotesBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Our side of {@code crowd-kit/compare.py}: {@code draw file} writes a million labels, {@code fit file} prints how long
 * Dawid-Skene takes on the labels in a file, stopping as crowd-kit does, as JSON. The time is the best of
 * {@value #FITS} fits, the first of which run while the JVM still compiles.
 */
public final class DawidSkeneOnFile {

    private static final int FITS = 10;
    private static final double NANOS = 1e9;

    private DawidSkeneOnFile() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        switch (args[0]) {
            case "draw" -> draw(file);
            case "fit" -> System.out.println(fit(read(file)));
            default -> throw new IllegalArgumentException("draw or fit, not " + args[0]);
        }
    }

    private static void draw(Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.print("task,worker,label\n");
            MillionLabels.draw(
                    (item, annotator, answer) -> out.print("t" + item + ",w" + annotator + ",class-" + answer + "\n"));
        }
    }

    private static Votes read(Path file) throws IOException {
        Index tasks = new Index();
        Index workers = new Index();
        Index classes = new Index();
        VotesBuilder votes = Votes.builder();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                votes.add(tasks.add(cells[0]), workers.add(cells[1]), classes.add(cells[2]));
            }
        }
        return votes.build(classes.size());
    }

    private static String fit(Votes votes) {
        double best = Double.POSITIVE_INFINITY;
        int iterations = 0;
        for (int i = 0; i < FITS; i++) {
            long start = System.nanoTime();
            ConsensusModel model = new DawidSkene().fit(votes);
            best = Math.min(best, (System.nanoTime() - start) / NANOS);
            iterations = model.iterations();
        }
        return String.format(Locale.ROOT, "{\"seconds\":%.6f,\"iterations\":%d}", best, iterations);
    }
}
