package dev.labelmill.core.duplicates;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds near-duplicates in one pass over a batch's members, which come once for each band: sorted by band, by their key in
 * it, and by their place in the manifest. An item is the near-duplicate of the first earlier one with the same key that is
 * like it and is not itself another's: its representative. What is a representative stays one, so that no item is the
 * near-duplicate of one that it was never compared with, and likeness is not handed on from item to item. The same items
 * in the same order give the same groups, wherever chunks are cut.
 *
 * <p>Items with equal signatures always come together, in the first band. Of others a pair may be missed: then both are
 * labelled. In memory are two bits of each item and the representatives of one key, of which only the first
 * {@value #MOST_COMPARED} are compared with what follows.
 */
public final class Grouping {

    /** Keeps the time of a batch in which a great many items share a key without being alike proportional to its size. */
    static final int MOST_COMPARED = 1_000;

    private final Likeness likeness;
    private final Map<Integer, BitSet> represented = new HashMap<>();
    private final Map<Integer, BitSet> representing = new HashMap<>();
    private final List<Member> before = new ArrayList<>();
    private int band = -1;
    private long key;

    /** An empty grouping by this likeness. */
    public Grouping(Likeness likeness) {
        this.likeness = likeness;
    }

    /** Leaves an item out, before any member has come: it neither has nor is a representative. */
    public void leaveOut(int chunk, int ordinal) {
        mark(represented, chunk, ordinal);
    }

    /**
     * Takes the next member.
     *
     * @param ofBand the band that it comes for
     * @return its representative, if it has just been found to have one; it has no other later
     */
    public Optional<Member> next(int ofBand, Member member) {
        long its = likeness.key(member.signature(), ofBand);
        if (ofBand != band || its != key) {
            band = ofBand;
            key = its;
            before.clear();
        }
        if (isMarked(represented, member)) {
            return Optional.empty();
        }
        Optional<Member> found = mayBeRepresented(member) ? first(member) : Optional.empty();
        if (found.isPresent()) {
            mark(represented, member.chunk(), member.ordinal());
            mark(representing, found.get().chunk(), found.get().ordinal());
        } else if (before.size() < MOST_COMPARED) {
            before.add(member);
        }
        return found;
    }

    private boolean mayBeRepresented(Member member) {
        return !member.isOwn() && !isMarked(representing, member);
    }

    private Optional<Member> first(Member member) {
        for (Member earlier : before) {
            if (likeness.isMet(earlier.signature(), member.signature())) {
                return Optional.of(earlier);
            }
        }
        return Optional.empty();
    }

    private static boolean isMarked(Map<Integer, BitSet> marks, Member member) {
        BitSet ofChunk = marks.get(member.chunk());
        return ofChunk != null && ofChunk.get(member.ordinal());
    }

    private static void mark(Map<Integer, BitSet> marks, int chunk, int ordinal) {
        marks.computeIfAbsent(chunk, number -> new BitSet()).set(ordinal);
    }
}
