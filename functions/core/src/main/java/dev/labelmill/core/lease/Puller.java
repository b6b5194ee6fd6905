package dev.labelmill.core.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an annotator who asks for tasks was given: how many ever, and lately by which request, so that a request that is sent
 * again is answered with the same tasks.
 *
 * @param given    tasks so far, of every batch
 * @param known    those of them whose answer was known, by project
 * @param grants   of the last minutes, oldest first
 * @param bookmark how far the tasks that wait have been looked through for this annotator lately
 * @param version  of the stored row; 0 before it is stored
 */
public record Puller(
        String vendor,
        String annotator,
        long given,
        Map<String, Long> known,
        List<Grant> grants,
        Bookmark bookmark,
        long version) {

    /** How long requests are remembered: their signatures' window of five minutes, on either side. */
    public static final Duration MEMORY = Duration.ofMinutes(11);

    /** Tasks that are remembered at a time, so that a row stays small; whoever has had so many waits. */
    public static final int MOST_REMEMBERED = 300;

    /**
     * A task that a request was given.
     *
     * @param request the request's own name, the same again when it is sent again
     */
    public record Grant(String request, Instant at, String batch, String item, String dispatch) {}

    /** Copies list and map. */
    public Puller {
        known = Map.copyOf(known);
        grants = List.copyOf(grants);
    }

    /** An annotator who has not asked yet. */
    public static Puller unknown(String vendor, String annotator) {
        return new Puller(vendor, annotator, 0, Map.of(), List.of(), Bookmark.TOP, 0);
    }

    /** What a request was given, if it came before. */
    public List<Grant> of(String request) {
        return grants.stream().filter(grant -> grant.request().equals(request)).toList();
    }

    /** How many more tasks may be given now. */
    public int room(Instant now) {
        return MOST_REMEMBERED
                - (int) grants.stream().filter(g -> isFresh(g, now)).count();
    }

    /** With tasks given, what is old forgotten. */
    public Puller give(List<Grant> more, Instant now) {
        List<Grant> kept = new ArrayList<>(
                grants.stream().filter(grant -> isFresh(grant, now)).toList());
        kept.addAll(more);
        return new Puller(vendor, annotator, given + more.size(), known, kept, bookmark, version);
    }

    /** With a bookmark in the place of the last one; this very object for the same one. */
    public Puller reading(Bookmark to) {
        return to.equals(bookmark) ? this : new Puller(vendor, annotator, given, known, grants, to, version);
    }

    /** With one more task of a project whose answer is known. */
    public Puller meeting(String project) {
        Map<String, Long> more = new HashMap<>(known);
        more.merge(project, 1L, Long::sum);
        return new Puller(vendor, annotator, given, more, grants, bookmark, version);
    }

    private static boolean isFresh(Grant grant, Instant now) {
        return now.isBefore(grant.at().plus(MEMORY));
    }

    /** The same under the next version, as it is to be stored. */
    public Puller nextVersion() {
        return new Puller(vendor, annotator, given, known, grants, bookmark, version + 1);
    }
}
