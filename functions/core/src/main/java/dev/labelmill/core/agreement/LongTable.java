package dev.labelmill.core.agreement;

import java.util.Arrays;

/** Numbers by key: open addressing with linear probing, at most two thirds full. Keys are at least 0. */
final class LongTable {

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    /** Key + 1; 0 where a slot is free. */
    private long[] slots = new long[1 << 10];

    private double[] values = new double[1 << 10];
    private int size;

    void add(long key, double amount) {
        int slot = slot(key);
        if (slots[slot] == 0) {
            slots[slot] = key + 1;
            size++;
        }
        values[slot] += amount;
        if (size > slots.length / 3 * 2) {
            grow();
        }
    }

    void set(long key, double value) {
        values[slot(key)] = value;
    }

    double get(long key) {
        return values[slot(key)];
    }

    long[] sortedKeys() {
        long[] keys = new long[size];
        int next = 0;
        for (long slot : slots) {
            if (slot != 0) {
                keys[next++] = slot - 1;
            }
        }
        Arrays.sort(keys);
        return keys;
    }

    private int slot(long key) {
        int mask = slots.length - 1;
        int slot = (int) (key * GOLDEN_RATIO >>> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != key + 1) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldSlots = slots;
        double[] oldValues = values;
        slots = new long[Math.multiplyExact(oldSlots.length, 2)];
        values = new double[slots.length];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                int slot = slot(oldSlots[i] - 1);
                slots[slot] = oldSlots[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
