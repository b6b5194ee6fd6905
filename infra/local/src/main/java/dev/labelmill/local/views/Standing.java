package dev.labelmill.local.views;

/** What has become of an item that has no task for people. */
enum Standing {
    /** Pass 2 has not seen it. */
    UNROUTED("not routed yet"),
    /** It waits for a later round. */
    WAITING("waits for a round"),
    /** Its pre-label stands. */
    ACCEPTED("auto-accepted"),
    /** It takes the label of one that it is nearly the same as. */
    REPRESENTED("near-duplicate");

    private final String title;

    Standing(String title) {
        this.title = title;
    }

    /** As the page tells it. */
    String title() {
        return title;
    }
}
