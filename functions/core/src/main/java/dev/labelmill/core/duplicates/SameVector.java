package dev.labelmill.core.duplicates;

import dev.labelmill.core.prelabel.FeatureVector;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Items with the very same vector. The signature is two MurmurHash3 (x64, 128 bits) of it with different seeds: at a
 * thousand million items two different vectors share one by accident with a probability far below 10⁻²¹.
 */
record SameVector() implements Likeness {

    private static final int ONE_SEED = 0;
    private static final int OTHER_SEED = 1;

    @Override
    public Optional<Signature> signature(FeatureVector features) {
        long[] listed = IntStream.range(0, features.size())
                .filter(i -> features.values()[i] != 0)
                .mapToLong(i -> entry(features.indices()[i], features.values()[i]))
                .sorted()
                .toArray();
        if (listed.length == 0) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(listed.length * Long.BYTES);
        for (long entry : listed) {
            bytes.putLong(entry);
        }
        long[] one = MurmurHash3.hash128x64(bytes.array(), 0, bytes.position(), ONE_SEED);
        long[] other = MurmurHash3.hash128x64(bytes.array(), 0, bytes.position(), OTHER_SEED);
        return Optional.of(new Signature(one[0], one[1], other[0], other[1]));
    }

    /** In order of the index when sorted: vectors list their features in any order. */
    private static long entry(int index, float value) {
        return (long) index << Integer.SIZE | Integer.toUnsignedLong(Float.floatToIntBits(value));
    }

    @Override
    public int bands() {
        return 1;
    }

    @Override
    public long key(Signature signature, int band) {
        return signature.first();
    }

    @Override
    public boolean isMet(Signature one, Signature other) {
        return one.equals(other);
    }
}
