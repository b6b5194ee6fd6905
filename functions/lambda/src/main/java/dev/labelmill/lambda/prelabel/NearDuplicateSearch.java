package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.Observation;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.duplicates.Grouping;
import dev.labelmill.core.duplicates.Likeness;
import dev.labelmill.core.duplicates.Member;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.Signatures.Entry;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Finds items of a batch that are nearly the same: one merge over the chunks' sorted signatures, after the search for
 * repeated ids. Whom each takes its label from is listed for pass 2, and counted for the plan to leave out.
 */
final class NearDuplicateSearch {

    private final Bucket bucket;

    NearDuplicateSearch(Bucket bucket) {
        this.bucket = bucket;
    }

    /** The likeness that a batch asks for; empty if it labels every item for itself. */
    static Optional<Likeness> likeness(Batch batch) {
        Draw draw = new Draw(batch.settings().seed());
        return batch.settings().nearDuplicates().map(asked -> Likeness.of(asked, draw));
    }

    private record Head(Entry entry, DataInputStream rest) {}

    /** What pass 1 counted of the items found so far. */
    private static final class Count {
        private final CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        private final ScoreCounts.Builder scores = new ScoreCounts.Builder();
        private final boolean isLearning;
        private long items;

        Count(boolean isLearning) {
            this.isLearning = isLearning;
        }

        void add(Entry entry) {
            items++;
            entry.bin().ifPresent(bin -> counts.add(Observation.unknown(bin)));
            if (isLearning) {
                scores.add(entry.cell(), entry.score());
            }
        }

        Duplicates.Near sum() {
            return new Duplicates.Near(items, counts.build(), scores.build());
        }
    }

    /**
     * Searches all chunks of a batch, stores what it found and counts it; lines with repeated ids are left out.
     *
     * @param chunks all of them, scored
     */
    Duplicates.Near run(Batch batch, List<Chunk> chunks) throws IOException {
        Optional<Likeness> likeness = likeness(batch);
        if (likeness.isEmpty()) {
            return Duplicates.Near.NONE;
        }
        Grouping grouping = new Grouping(likeness.get());
        new DuplicateSearch(bucket).ordinals(batch.id(), grouping::leaveOut);
        Count count = new Count(batch.settings().rounds().isPresent());
        bucket.write(
                Layout.nearDuplicates(batch.id()),
                "text/tab-separated-values",
                out -> merge(chunks, likeness.get(), grouping, out, count));
        return count.sum();
    }

    private void merge(List<Chunk> chunks, Likeness likeness, Grouping grouping, OutputStream out, Count count)
            throws IOException {
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::entry, Signatures.order(likeness)));
        try {
            for (Chunk chunk : chunks) {
                String key = Layout.signatures(chunk);
                offer(heads, chunk.number(), new DataInputStream(new BufferedInputStream(bucket.open(key))));
            }
            while (!heads.isEmpty()) {
                Head head = heads.remove();
                Optional<Member> representative =
                        grouping.next(head.entry().band(), head.entry().member());
                if (representative.isPresent()) {
                    write(head.entry().member(), representative.get(), out);
                    count.add(head.entry());
                }
                offer(heads, head.entry().member().chunk(), head.rest());
            }
        } finally {
            for (Head head : heads) {
                head.rest().close();
            }
        }
    }

    private static void offer(PriorityQueue<Head> heads, int chunk, DataInputStream rest) throws IOException {
        Entry entry = Entry.read(chunk, rest);
        if (entry == null) {
            rest.close();
        } else {
            heads.add(new Head(entry, rest));
        }
    }

    private static void write(Member item, Member representative, OutputStream out) throws IOException {
        String line = item.chunk() + "\t" + item.offset() + "\t" + representative.chunk() + "\t"
                + representative.offset() + "\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** What was found of a chunk's items; nothing in a batch that does not ask for it. */
    NearDuplicates of(Batch batch, int chunk) throws IOException {
        NearDuplicates.Builder found = new NearDuplicates.Builder(chunk);
        if (batch.settings().nearDuplicates().isEmpty()) {
            return found.build();
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(bucket.open(Layout.nearDuplicates(batch.id())), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("\t", -1);
                found.add(
                        Integer.parseInt(parts[0]),
                        Long.parseLong(parts[1]),
                        Integer.parseInt(parts[2]),
                        Long.parseLong(parts[3]));
            }
        }
        return found.build();
    }
}
