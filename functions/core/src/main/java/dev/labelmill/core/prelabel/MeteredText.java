package dev.labelmill.core.prelabel;

/**
 * A text that a regular expression may look at only so often. Backtracking reads characters again and again; counting
 * the reads ends a runaway expression at the same step on every machine, which a time limit would not.
 */
final class MeteredText implements CharSequence {

    /** More reads were asked for than the text allows. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private long readsLeft;

    MeteredText(String text, long reads) {
        this.text = text;
        this.readsLeft = reads;
    }

    @Override
    public char charAt(int index) {
        if (--readsLeft < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
