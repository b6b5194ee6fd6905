package dev.labelmill.core.task;

/**
 * What stands in a task for a class index where labels are no classes but sets, numbers or drawings: those lie on the
 * label rows alone, so that a task row stays small.
 */
public final class Unclassed {

    /** The value that the label row holds: of a ballot, of a resolution, of an audit that confirms it. */
    public static final int VALUE = -1;

    /** Of an audit: another value than the resolution's. */
    public static final int OTHER_VALUE = -2;

    private Unclassed() {}
}
