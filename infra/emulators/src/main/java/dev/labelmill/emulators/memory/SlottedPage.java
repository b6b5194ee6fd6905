package dev.labelmill.emulators.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sorted keys and their values in one piece of memory: entries grow from its begin, their places, sorted by key, from its end
 * (the slotted page of databases, e.g. Ramakrishnan and Gehrke, <i>Database Management Systems</i>, 9.6.2). What was removed or
 * replaced leaves a hole until the page is packed. Not safe for use by several threads.
 */
final class SlottedPage {
    private static final int PLACE = Integer.BYTES;
    private static final int HEAD = 2 * Integer.BYTES;

    private final ByteBuffer memory;
    private int count;
    private int end;
    private int holes;

    SlottedPage(ByteBuffer memory) {
        this.memory = memory;
    }

    /** What an entry takes, its place included. */
    static int bytes(byte[] key, byte[] value) {
        return PLACE + HEAD + key.length + value.length;
    }

    int count() {
        return count;
    }

    ByteBuffer memory() {
        return memory;
    }

    /** Where a key is; if it is not there, {@code -1 - } where it would be. */
    int find(byte[] key) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(key(middle), key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    byte[] key(int at) {
        int place = place(at);
        byte[] key = new byte[memory.getInt(place)];
        memory.get(place + HEAD, key);
        return key;
    }

    byte[] value(int at) {
        int place = place(at);
        byte[] value = new byte[memory.getInt(place + Integer.BYTES)];
        memory.get(place + HEAD + memory.getInt(place), value);
        return value;
    }

    /** Puts an entry where {@link #find} says; false if there is no room for it, and nothing has changed. */
    boolean put(byte[] key, byte[] value) {
        int found = find(key);
        int freed = found < 0 ? 0 : size(place(found));
        if (bytes(key, value) > room() + holes + freed) {
            return false;
        }
        if (found >= 0 && value.length <= memory.getInt(place(found) + Integer.BYTES)) {
            holes += memory.getInt(place(found) + Integer.BYTES) - value.length;
            write(place(found), key, value);
            return true;
        }
        if (found >= 0) {
            remove(found);
        }
        if (bytes(key, value) > room()) {
            pack();
        }
        insert(found < 0 ? -1 - found : found, key, value);
        return true;
    }

    void remove(int at) {
        holes += size(place(at));
        int lowest = slot(count - 1);
        memory.put(lowest + PLACE, memory, lowest, (count - 1 - at) * PLACE);
        count--;
    }

    /** Moves the entries from a place on to an empty page. */
    void moveTo(SlottedPage other, int from) {
        for (int i = from; i < count; i++) {
            other.insert(other.count, key(i), value(i));
        }
        while (count > from) {
            remove(count - 1);
        }
        pack();
    }

    private void insert(int at, byte[] key, byte[] value) {
        int lowest = slot(count);
        memory.put(lowest, memory, lowest + PLACE, (count - at) * PLACE);
        memory.putInt(slot(at), end);
        write(end, key, value);
        end += HEAD + key.length + value.length;
        count++;
    }

    private void write(int place, byte[] key, byte[] value) {
        memory.putInt(place, key.length);
        memory.putInt(place + Integer.BYTES, value.length);
        memory.put(place + HEAD, key);
        memory.put(place + HEAD + key.length, value);
    }

    private void pack() {
        byte[][] keys = new byte[count][];
        byte[][] values = new byte[count][];
        for (int i = 0; i < count; i++) {
            keys[i] = key(i);
            values[i] = value(i);
        }
        int entries = count;
        count = 0;
        end = 0;
        holes = 0;
        for (int i = 0; i < entries; i++) {
            insert(i, keys[i], values[i]);
        }
    }

    private int room() {
        return memory.capacity() - end - count * PLACE;
    }

    private int size(int place) {
        return HEAD + memory.getInt(place) + memory.getInt(place + Integer.BYTES);
    }

    private int place(int at) {
        return memory.getInt(slot(at));
    }

    private int slot(int at) {
        return memory.capacity() - (at + 1) * PLACE;
    }
}
