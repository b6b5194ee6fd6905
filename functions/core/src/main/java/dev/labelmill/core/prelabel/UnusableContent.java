package dev.labelmill.core.prelabel;

/**
 * An item's content cannot be used by a labeler. The message is one sentence for whoever uploaded the item. Trying
 * again never helps: the item is rejected, the others go on.
 */
public final class UnusableContent extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong, in one sentence */
    public UnusableContent(String sentence) {
        // Without a stack trace: a bad upload has thousands of these and only the sentence is ever read.
        super(sentence, null, false, false);
    }
}
