package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.duplicates.Likeness;
import dev.labelmill.core.duplicates.Member;
import dev.labelmill.core.duplicates.Signature;
import dev.labelmill.core.prelabel.FeatureVector;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The signatures of a chunk's items, once for each band, sorted by band and key: what near-duplicates in different chunks
 * are found by in one merge. Beside each lies what was counted of the item. Items without features are not among them.
 */
final class Signatures {

    private static final int NO_PRELABEL = -1;

    private final Likeness likeness;
    private final int chunk;
    private final List<Entry> entries = new ArrayList<>();

    Signatures(Likeness likeness, int chunk) {
        this.likeness = likeness;
        this.chunk = chunk;
    }

    /**
     * One item in one band.
     *
     * @param bin   of its pre-label's confidence; empty without one
     * @param score what a label for it is worth, where the batch learns; 0 elsewhere
     * @param cell  which the score is compared in
     */
    record Entry(int band, Member member, OptionalInt bin, double score, int cell) {

        private Entry in(int other) {
            return new Entry(other, member, bin, score, cell);
        }

        private void write(DataOutputStream out) throws IOException {
            out.writeByte(band);
            out.writeInt(member.ordinal());
            out.writeLong(member.offset());
            out.writeBoolean(member.isOwn());
            out.writeLong(member.signature().first());
            out.writeLong(member.signature().second());
            out.writeLong(member.signature().third());
            out.writeLong(member.signature().fourth());
            out.writeByte(bin.orElse(NO_PRELABEL));
            out.writeDouble(score);
            out.writeByte(cell);
        }

        /** The next entry of a chunk's stored list; null at its end. */
        static Entry read(int chunk, DataInputStream in) throws IOException {
            int band;
            try {
                band = in.readUnsignedByte();
            } catch (EOFException end) {
                return null;
            }
            Member member = new Member(
                    chunk,
                    in.readInt(),
                    in.readLong(),
                    in.readBoolean(),
                    new Signature(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
            int bin = in.readByte();
            return new Entry(
                    band,
                    member,
                    bin == NO_PRELABEL ? OptionalInt.empty() : OptionalInt.of(bin),
                    in.readDouble(),
                    in.readUnsignedByte());
        }
    }

    /** How entries are sorted, in a chunk and in the merge of all. */
    static Comparator<Entry> order(Likeness likeness) {
        return Comparator.comparingInt(Entry::band)
                .thenComparingLong(entry -> likeness.key(entry.member().signature(), entry.band()))
                .thenComparingInt(entry -> entry.member().chunk())
                .thenComparingInt(entry -> entry.member().ordinal());
    }

    /**
     * Adds an item.
     *
     * @param features null where it has none
     * @param isOwn    whether it is labelled in any case
     */
    void add(int ordinal, long offset, FeatureVector features, boolean isOwn, OptionalInt bin, double score, int cell) {
        if (features != null) {
            likeness.signature(features)
                    .map(signature -> new Member(chunk, ordinal, offset, isOwn, signature))
                    .ifPresent(member -> entries.add(new Entry(0, member, bin, score, cell)));
        }
    }

    void write(DataOutputStream out) throws IOException {
        for (int band = 0; band < likeness.bands(); band++) {
            int its = band;
            List<Entry> sorted = entries.stream()
                    .map(entry -> entry.in(its))
                    .sorted(order(likeness))
                    .toList();
            for (Entry entry : sorted) {
                entry.write(out);
            }
        }
    }
}
