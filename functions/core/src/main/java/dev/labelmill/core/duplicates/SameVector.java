package dev.labelmill.core.duplicates;

import dev.labelmill.core.prelabel.FeatureVector;
import java.nio.ByteBuffer;
import java.util.Optional;
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
        ByteBuffer bytes = ByteBuffer.allocate(features.size() * (Integer.BYTES + Float.BYTES));
        for (int i = 0; i < features.size(); i++) {
            if (features.values()[i] != 0) {
                bytes.putInt(features.indices()[i]).putFloat(features.values()[i]);
            }
        }
        if (bytes.position() == 0) {
            return Optional.empty();
        }
        long[] one = MurmurHash3.hash128x64(bytes.array(), 0, bytes.position(), ONE_SEED);
        long[] other = MurmurHash3.hash128x64(bytes.array(), 0, bytes.position(), OTHER_SEED);
        return Optional.of(new Signature(one[0], one[1], other[0], other[1]));
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
