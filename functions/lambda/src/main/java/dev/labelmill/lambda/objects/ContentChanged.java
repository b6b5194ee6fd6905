package dev.labelmill.lambda.objects;

/** An object is gone or no longer has the content that was asked for; asking again never helps. */
public final class ContentChanged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ContentChanged(String key) {
        super("object " + key + " is gone or has been replaced since it was accepted");
    }
}
