package dev.labelmill.emulators.memory;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A sorted map of bytes to bytes that lies outside the Java heap, for so many entries that a collector would be busy with
 * nothing else: pages of sorted entries, and in the heap only each page's first key. Keys are in the order of their bytes, taken
 * as unsigned. Safe for use by several threads, one at a time.
 */
public final class PackedMap {
    private static final int PAGE = 32 << 10;
    private static final int ARENA = 4 << 20;
    private static final byte[] LEAST = {};

    private final TreeMap<byte[], SlottedPage> pages = new TreeMap<>(Arrays::compareUnsigned);
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private long allocated;

    /** An empty one. */
    public PackedMap() {
        pages.put(LEAST, new SlottedPage(memory(PAGE)));
    }

    /** Bytes outside the heap. */
    public synchronized long allocated() {
        return allocated;
    }

    /** The value of a key. */
    public synchronized Optional<byte[]> get(byte[] key) {
        SlottedPage page = pages.floorEntry(key).getValue();
        int at = page.find(key);
        return at < 0 ? Optional.empty() : Optional.of(page.value(at));
    }

    /** Puts a value in the place of any other of its key. */
    public synchronized void put(byte[] key, byte[] value) {
        SlottedPage page = pages.floorEntry(key).getValue();
        while (!page.put(key, value)) {
            split(page, key, value);
            page = pages.floorEntry(key).getValue();
        }
    }

    /** Takes a key away; nothing happens if it is not there. */
    public synchronized void remove(byte[] key) {
        Map.Entry<byte[], SlottedPage> entry = pages.floorEntry(key);
        SlottedPage page = entry.getValue();
        int at = page.find(key);
        if (at < 0) {
            return;
        }
        page.remove(at);
        if (page.count() == 0 && entry.getKey().length > 0) {
            pages.remove(entry.getKey());
            release(page.memory());
        }
    }

    /** Gives entries from a key on, this one included, in order, until one is answered by false. */
    public synchronized void from(byte[] key, BiPredicate<byte[], byte[]> visitor) {
        int begin = at(pages.floorEntry(key).getValue(), key);
        for (SlottedPage page : pages.tailMap(pages.floorKey(key), true).values()) {
            for (int i = begin; i < page.count(); i++) {
                if (!visitor.test(page.key(i), page.value(i))) {
                    return;
                }
            }
            begin = 0;
        }
    }

    /** The same backwards, from the last entry below a key on. */
    public synchronized void below(byte[] key, BiPredicate<byte[], byte[]> visitor) {
        int begin = at(pages.floorEntry(key).getValue(), key) - 1;
        for (SlottedPage page :
                pages.headMap(pages.floorKey(key), true).descendingMap().values()) {
            for (int i = Math.min(begin, page.count() - 1); i >= 0; i--) {
                if (!visitor.test(page.key(i), page.value(i))) {
                    return;
                }
            }
            begin = Integer.MAX_VALUE;
        }
    }

    private static int at(SlottedPage page, byte[] key) {
        int found = page.find(key);
        return found < 0 ? -1 - found : found;
    }

    /** In the middle; behind the last entry where the new one comes last, as it does where keys come in order. */
    private void split(SlottedPage page, byte[] key, byte[] value) {
        int found = page.find(key);
        int at = found < 0 ? -1 - found : found;
        if (page.count() == 0 || at == page.count()) {
            pages.put(key, new SlottedPage(memory(Math.max(PAGE, SlottedPage.bytes(key, value)))));
            return;
        }
        if (page.count() == 1) {
            enlarge(page, key, value, found >= 0);
            return;
        }
        int from = page.count() / 2;
        byte[] first = page.key(from);
        int moved = page.memory().capacity();
        SlottedPage upper = new SlottedPage(memory(moved));
        page.moveTo(upper, from);
        pages.put(first, upper);
    }

    /** A single entry that is replaced by a larger one, or comes behind a larger one, than a page holds. */
    private void enlarge(SlottedPage page, byte[] key, byte[] value, boolean replaced) {
        Map.Entry<byte[], SlottedPage> known = pages.floorEntry(key);
        int entry = SlottedPage.bytes(key, value);
        int kept = replaced ? 0 : SlottedPage.bytes(page.key(0), page.value(0));
        SlottedPage larger = new SlottedPage(memory(Math.max(PAGE, entry + kept)));
        if (!replaced) {
            page.moveTo(larger, 0);
        }
        pages.put(known.getKey(), larger);
        release(page.memory());
    }

    private ByteBuffer memory(int bytes) {
        if (bytes > PAGE) {
            allocated += bytes;
            return ByteBuffer.allocateDirect(bytes);
        }
        if (free.isEmpty()) {
            allocated += ARENA;
            ByteBuffer arena = ByteBuffer.allocateDirect(ARENA);
            for (int from = 0; from < ARENA; from += PAGE) {
                free.add(arena.slice(from, PAGE));
            }
        }
        return free.remove();
    }

    private void release(ByteBuffer memory) {
        if (memory.capacity() == PAGE) {
            free.add(memory);
        } else {
            allocated -= memory.capacity();
        }
    }
}
