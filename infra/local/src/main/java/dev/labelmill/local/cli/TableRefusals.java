package dev.labelmill.local.cli;

import dev.labelmill.local.scoring.UnusableTable;
import java.util.function.Supplier;

/** Work on tables of labels, whose troubles become a sentence. */
final class TableRefusals {

    private static final long MEGABYTE = 1 << 20;

    private TableRefusals() {}

    /** @throws Refusal if a table is not as it should be, or too large for the heap */
    static <T> T during(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnusableTable wrong) {
            throw Refusal.ofInput(wrong.getMessage());
        } catch (OutOfMemoryError full) {
            throw Refusal.ofInput("The labels do not fit into a heap of "
                    + Runtime.getRuntime().maxMemory() / MEGABYTE
                    + " MB; give more, as with LABELMILL_HEAP=4g in the environment.");
        }
    }
}
