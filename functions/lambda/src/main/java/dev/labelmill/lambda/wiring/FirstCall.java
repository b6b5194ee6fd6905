package dev.labelmill.lambda.wiring;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service that a function calls for nearly any event, so that the first of these calls may well be made beforehand. The
 * function's role lets it read there.
 */
enum FirstCall {
    /** Its rows. */
    TABLE,
    /** Its bucket, below {@code work/}. */
    BUCKET,
    /** Parameter Store, for the vendors' secrets. */
    SECRETS,
    /** Parameter Store, for the users' endpoints. */
    ENDPOINTS;

    private static final Map<String, List<FirstCall>> OF = Map.ofEntries(
            Map.entry("intake", List.of(TABLE, BUCKET)),
            Map.entry("prelabel", List.of(TABLE, BUCKET)),
            Map.entry("dispatch", List.of(TABLE, BUCKET)),
            Map.entry("webhook", List.of(TABLE, SECRETS)),
            Map.entry("collect", List.of(TABLE, BUCKET)),
            Map.entry("score", List.of(TABLE, BUCKET)),
            Map.entry("tally", List.of(TABLE)),
            Map.entry("train", List.of(TABLE, BUCKET)),
            Map.entry("advance", List.of(TABLE, BUCKET)),
            Map.entry("publish", List.of(TABLE)),
            Map.entry("finish", List.of(TABLE, BUCKET)),
            Map.entry("notify", List.of(TABLE, ENDPOINTS)),
            // The one calls nothing; the other reads in labeling jobs' buckets, which are not known before.
            Map.entry("pretask", List.of()),
            Map.entry("consolidate", List.of()));

    /** The functions that are known. */
    static Set<String> functions() {
        return OF.keySet();
    }

    /** Those of a function; none of one that there is not. */
    static List<FirstCall> of(String function) {
        return OF.getOrDefault(function, List.of());
    }
}
