package dev.labelmill.local.views;

import java.util.Arrays;

/** Which items are shown. */
enum ItemFilter {
    /** All usable ones. */
    ALL("all"),
    /** Those that people label, items with a known answer among them. */
    PEOPLE("people"),
    /** Those whose pre-label stands. */
    AUTO_ACCEPTED("auto-accepted"),
    /** Where pre-label and label differ, or annotators do. */
    DISAGREEMENTS("disagreements"),
    /** Those whose label breaks a check. */
    SET_ASIDE("set-aside");

    private final String title;

    ItemFilter(String title) {
        this.title = title;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static ItemFilter named(String name) {
        return Arrays.stream(values())
                .filter(filter -> filter.title.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("show must be one of "
                        + Arrays.stream(values()).map(f -> f.title).toList() + "."));
    }

    boolean takes(SeenItem item) {
        return switch (this) {
            case ALL -> true;
            case PEOPLE -> item.isForPeople();
            case AUTO_ACCEPTED -> item.isAutoAccepted();
            case DISAGREEMENTS -> item.isPrelabelOverruled() || item.isContested();
            case SET_ASIDE -> item.breaksCheck();
        };
    }
}
