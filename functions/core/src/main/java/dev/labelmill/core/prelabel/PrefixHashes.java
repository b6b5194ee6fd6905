package dev.labelmill.core.prelabel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 32-bit x86 MurmurHash3 (Appleby, seed 0) of longer and longer slices that start at one place: what the shorter has in
 * common with the longer is mixed once.
 */
final class PrefixHashes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private final byte[] bytes;
    private final int start;
    private int mixed;
    private int hash;

    PrefixHashes(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
        this.mixed = start;
    }

    /** The hash of the bytes from the start to before {@code end}, which must not be before an earlier call's. */
    int upTo(int end) {
        for (; mixed + Integer.BYTES <= end; mixed += Integer.BYTES) {
            hash = Integer.rotateLeft(hash ^ scrambled((int) INT.get(bytes, mixed)), 13) * 5 + 0xe6546b64;
        }
        return finished(hash ^ scrambled(tail(end)) ^ end - start);
    }

    /** The bytes from what is mixed to before {@code end}, three at most, as one number. */
    private int tail(int end) {
        if (mixed + Integer.BYTES <= bytes.length) {
            return (int) INT.get(bytes, mixed) & (1 << Byte.SIZE * (end - mixed)) - 1;
        }
        int tail = 0;
        for (int i = end - 1; i >= mixed; i--) {
            tail = tail << Byte.SIZE | bytes[i] & 0xFF;
        }
        return tail;
    }

    private static int scrambled(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int finished(int hash) {
        int h = (hash ^ hash >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
