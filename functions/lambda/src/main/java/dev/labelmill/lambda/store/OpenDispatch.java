package dev.labelmill.lambda.store;

import dev.labelmill.core.task.Dispatch;
import java.time.Instant;
import java.util.List;

/**
 * A dispatch that is not closed, as the index of what waits has it: all that each tick must know of it, so that no row is
 * read for it. The index follows the rows after a moment, so that a dispatch may be further than it says here.
 *
 * @param state  any but CLOSED
 * @param labels how many labels its vendor owes for it; 0 while its tasks are being claimed
 */
public record OpenDispatch(String id, String vendor, Dispatch.State state, long labels, Instant deadline) {

    private static final String SEPARATOR = "#";

    /** The rank under which a dispatch is found: its deadline, and the rest. Vendors' names hold no {@code #}. */
    static String rank(Dispatch dispatch) {
        return String.join(
                SEPARATOR,
                dispatch.deadline().toString(),
                dispatch.state().name(),
                Long.toString(dispatch.labels()),
                dispatch.vendor());
    }

    /** @throws UnreadableRow if it is no entry of the index */
    static OpenDispatch read(Row entry) {
        return entry.as(OpenDispatch::parse);
    }

    private static OpenDispatch parse(Row entry) {
        List<String> rank = List.of(entry.string(Keys.RANK).split(SEPARATOR, 4));
        return new OpenDispatch(
                entry.pk().substring(Keys.DISPATCH.length()),
                rank.get(3),
                Dispatch.State.valueOf(rank.get(1)),
                Long.parseLong(rank.get(2)),
                Instant.parse(rank.get(0)));
    }
}
