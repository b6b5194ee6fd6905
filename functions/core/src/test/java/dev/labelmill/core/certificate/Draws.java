package dev.labelmill.core.certificate;

import java.util.Random;

/** Audits of finite strata, drawn without replacement, for simulations. */
final class Draws {

    private Draws() {}

    /** Errors found in so many items of a stratum of which so many are wrong. */
    static int errors(int drawn, int size, int wrong, Random random) {
        int found = 0;
        for (int i = 0; i < drawn; i++) {
            found += random.nextInt(size - i) < wrong - found ? 1 : 0;
        }
        return found;
    }

    /** How many of a stratum's items a hash draws that takes each with the same probability. */
    static int drawn(int size, double rate, Random random) {
        int drawn = 0;
        for (int i = 0; i < size; i++) {
            drawn += random.nextDouble() < rate ? 1 : 0;
        }
        return drawn;
    }
}
