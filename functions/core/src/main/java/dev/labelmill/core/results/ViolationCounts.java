package dev.labelmill.core.results;

import dev.labelmill.core.check.LabelCheck;
import dev.labelmill.core.label.Violation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many items' final labels break which check. Not thread-safe. */
public final class ViolationCounts {

    private final Map<String, Long> byCheck = new LinkedHashMap<>();
    private long items;

    /** @param own the user's rules, which are told even if no label breaks them */
    ViolationCounts(List<LabelCheck> own) {
        own.forEach(check -> byCheck.put(check.name(), 0L));
    }

    /** Counts an item: once for each check that its label breaks, however often. */
    void add(List<Violation> found) {
        found.stream().map(Violation::check).distinct().forEach(check -> byCheck.merge(check, 1L, Long::sum));
        items += found.isEmpty() ? 0 : 1;
    }

    /** Items whose label breaks any check. */
    public long items() {
        return items;
    }

    /** Items by the check that their label breaks: the user's rules in their order, then the label type's that are broken. */
    public Map<String, Long> byCheck() {
        return Collections.unmodifiableMap(byCheck);
    }
}
