package dev.labelmill.lambda.prelabel;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The item ids of a chunk as sorted 128-bit hashes with their offsets: small enough to find ids that
 * come twice in different chunks by one merge. At a thousand million items two different ids share a
 * hash with a probability of about 10⁻²¹.
 */
final class IdHashes {

    private final List<Entry> entries = new ArrayList<>();

    /** One id: its hash and where its line starts. */
    record Entry(long high, long low, long offset) implements Comparable<Entry> {

        static Entry of(String id, long offset) {
            long[] hash = MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8));
            return new Entry(hash[0], hash[1], offset);
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

        /** The next entry of a stored list; null at its end. */
        static Entry read(DataInputStream in) throws IOException {
            try {
                return new Entry(in.readLong(), in.readLong(), in.readLong());
            } catch (EOFException end) {
                return null;
            }
        }
    }

    void add(String id, long offset) {
        entries.add(Entry.of(id, offset));
    }

    void write(DataOutputStream out) throws IOException {
        entries.sort(null);
        for (Entry entry : entries) {
            out.writeLong(entry.high());
            out.writeLong(entry.low());
            out.writeLong(entry.offset());
        }
    }
}
