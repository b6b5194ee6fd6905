package dev.labelmill.core.duplicates;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Items whose vectors have nearly the same direction. Each of the signature's bits says on which side of a random
 * hyperplane a vector lies; two vectors with an angle θ between them have the same bit with probability 1 − θ/π (Charikar,
 * "Similarity estimation techniques from rounding algorithms", STOC 2002). So d different bits of n estimate the angle as
 * π d/n, and two items are near-duplicates if the cosine of that is at least the similarity.
 *
 * <p>It is an estimate: d is binomial, so that the angle has a standard error of π √(p (1 − p) / n), p = θ/π. With 256 bits
 * and a similarity of 0.95 a pair whose cosine is exactly that is taken about half of the time, one of 0.98 in 99 of 100
 * cases, one of 0.90 in 2 and one of 0.85 in less than 1 of 1,000.
 *
 * <p>Pairs are found by locality-sensitive hashing: the bits are cut into bands, and only items with all bits of one band
 * in common are compared. Bands of r bits, of which there are b, find a pair with probability 1 − (1 − (1 − θ/π)^r)^b; they
 * are as wide as they can be while that is {@value #LEAST_FOUND} for a pair with just the similarity.
 */
final class NearVector implements Likeness {

    private static final double LEAST_FOUND = 0.95;

    /** Normals of these features are kept, a kilobyte each: embeddings and small images have no others. */
    private static final int KEPT = 4096;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final Draw draw;
    private final int mostDifferent;
    private final int width;
    private final AtomicReferenceArray<float[]> normals = new AtomicReferenceArray<>(KEPT);

    /** @param similarity least cosine, below 1 */
    NearVector(double similarity, Draw draw) {
        this.draw = draw;
        double angle = Math.acos(similarity);
        this.mostDifferent = (int) Math.floor(Signature.BITS * angle / Math.PI);
        this.width = widest(1 - angle / Math.PI);
    }

    private static int widest(double sameBit) {
        int wide = Long.SIZE;
        while (wide > 1 && found(sameBit, wide) < LEAST_FOUND) {
            wide--;
        }
        return wide;
    }

    private static double found(double sameBit, int width) {
        int keys = Signature.BITS / width;
        return 1 - Math.pow(1 - Math.pow(sameBit, width), keys);
    }

    /** The probability that a pair with this cosine shares a key. */
    double found(double cosine) {
        return found(1 - Math.acos(cosine) / Math.PI, width);
    }

    /** In how many bits near-duplicates may differ. */
    int mostDifferent() {
        return mostDifferent;
    }

    @Override
    public Optional<Signature> signature(FeatureVector features) {
        double[] sides = new double[Signature.BITS];
        boolean any = false;
        for (int i = 0; i < features.size(); i++) {
            float value = features.values()[i];
            if (value != 0) {
                any = true;
                add(normals(features.indices()[i]), value, sides);
            }
        }
        return any
                ? Optional.of(new Signature(word(sides, 0), word(sides, 1), word(sides, 2), word(sides, 3)))
                : Optional.empty();
    }

    private static void add(float[] normals, float value, double[] sides) {
        for (int plane = 0; plane < sides.length; plane++) {
            sides[plane] += normals[plane] * value;
        }
    }

    private static long word(double[] sides, int index) {
        long word = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            word |= sides[index * Long.SIZE + bit] > 0 ? 1L << bit : 0;
        }
        return word;
    }

    private float[] normals(int feature) {
        float[] kept = feature < KEPT ? normals.get(feature) : null;
        if (kept != null) {
            return kept;
        }
        float[] drawn = drawn(feature);
        if (feature < KEPT) {
            normals.set(feature, drawn);
        }
        return drawn;
    }

    /**
     * One component of every plane's normal: the number of heads in 64 throws less 32, and a little noise so that no two
     * cancel out. That is normal but for an excess kurtosis of −1/32; mere signs would not do for vectors of few features.
     * The throws are SplitMix64's (Steele, Lea and Flood, OOPSLA 2014), from a seed by hash.
     */
    private float[] drawn(int feature) {
        long state = draw.bits("near-duplicate", Integer.toString(feature));
        float[] components = new float[Signature.BITS];
        for (int plane = 0; plane < components.length; plane++) {
            long throwsOfCoin = mixed(state += GOLDEN_GAMMA);
            long noise = mixed(state += GOLDEN_GAMMA);
            components[plane] = Long.bitCount(throwsOfCoin) - Long.SIZE / 2 + (noise >> 40) * 0x1.0p-24f;
        }
        return components;
    }

    private static long mixed(long state) {
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    @Override
    public int bands() {
        return Signature.BITS / width;
    }

    @Override
    public long key(Signature signature, int band) {
        return signature.bits(band * width, width);
    }

    @Override
    public boolean isMet(Signature one, Signature other) {
        return one.distance(other) <= mostDifferent;
    }
}
