package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.calibration.Observation;
import dev.labelmill.core.calibration.Temperature;
import dev.labelmill.core.weak.Matches;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The item ids of a chunk as sorted 128-bit hashes with their offsets and what was counted of them: small
 * enough to find ids that come twice in different chunks by one merge. At a thousand million items two
 * different ids share a hash with a probability of about 10⁻²¹.
 */
final class IdHashes {

    private static final int NO_PRELABEL = -1;
    private static final int KNOWN = 1;
    private static final int WRONG = 2;
    private static final int MATCHED = 4;
    private static final int WORTH = 8;

    private final List<Entry> entries = new ArrayList<>();

    /** What a label for an item is worth, in which cell, as {@link ScoreLine.Learning} has it. */
    record Worth(double score, int cell) {}

    /**
     * One id: its hash, where its line starts, and what was counted of it.
     *
     * @param ordinal     its number among the usable lines of the chunk, from 0
     * @param known       whether its answer is known
     * @param observation null without a pre-label
     * @param matches     null without rules
     * @param worth       what a label for it is worth; null where it was not counted
     */
    record Entry(
            long high,
            long low,
            long offset,
            int ordinal,
            boolean known,
            Observation observation,
            Matches matches,
            Worth worth)
            implements Comparable<Entry> {

        static Entry of(
                String id,
                long offset,
                int ordinal,
                boolean known,
                Observation observation,
                Matches matches,
                Worth worth) {
            long[] hash = MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8));
            return new Entry(hash[0], hash[1], offset, ordinal, known, observation, matches, worth);
        }

        /** Of its pre-label's confidence; empty without one. */
        OptionalInt bin() {
            return observation == null ? OptionalInt.empty() : OptionalInt.of(observation.bin());
        }

        boolean sameId(Entry other) {
            return other != null && high == other.high && low == other.low;
        }

        @Override
        public int compareTo(Entry other) {
            int byHigh = Long.compareUnsigned(high, other.high);
            int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
            return byLow != 0 ? byLow : Long.compare(offset, other.offset);
        }

        void write(DataOutputStream out) throws IOException {
            out.writeLong(high);
            out.writeLong(low);
            out.writeLong(offset);
            out.writeInt(ordinal);
            boolean wrong = observation != null && observation.wrong();
            out.writeByte((known ? KNOWN : 0)
                    + (wrong ? WRONG : 0)
                    + (matches == null ? 0 : MATCHED)
                    + (worth == null ? 0 : WORTH));
            out.writeByte(observation == null ? NO_PRELABEL : observation.bin());
            if (observation != null) {
                for (long loss : observation.losses()) {
                    out.writeLong(loss);
                }
            }
            if (matches != null) {
                out.writeUTF(matches.toString());
            }
            if (worth != null) {
                out.writeDouble(worth.score());
                out.writeByte(worth.cell());
            }
        }

        /** The next entry of a stored list; null at its end. */
        static Entry read(DataInputStream in) throws IOException {
            long high;
            try {
                high = in.readLong();
            } catch (EOFException end) {
                return null;
            }
            long low = in.readLong();
            long offset = in.readLong();
            int ordinal = in.readInt();
            int answer = in.readByte();
            boolean known = (answer & KNOWN) != 0;
            int bin = in.readByte();
            Observation observation = bin == NO_PRELABEL ? null : observation(bin, known, answer, in);
            Matches matches = (answer & MATCHED) == 0 ? null : Matches.parse(in.readUTF());
            Worth worth = (answer & WORTH) == 0 ? null : new Worth(in.readDouble(), in.readUnsignedByte());
            return new Entry(high, low, offset, ordinal, known, observation, matches, worth);
        }

        private static Observation observation(int bin, boolean known, int answer, DataInputStream in)
                throws IOException {
            if (!known) {
                return Observation.unknown(bin);
            }
            long[] losses = new long[Temperature.COUNT];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = in.readLong();
            }
            return new Observation(bin, true, (answer & WRONG) != 0, losses);
        }
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    void write(DataOutputStream out) throws IOException {
        entries.sort(null);
        for (Entry entry : entries) {
            entry.write(out);
        }
    }
}
