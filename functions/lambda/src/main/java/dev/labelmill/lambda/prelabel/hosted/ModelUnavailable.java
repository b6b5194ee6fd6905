package dev.labelmill.lambda.prelabel.hosted;

/** A hosted model's service cannot do its work now. Trying again later helps; what it has answered is kept. */
public final class ModelUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong, without any content of an item */
    public ModelUnavailable(String sentence) {
        super(sentence);
    }
}
