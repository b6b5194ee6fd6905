package dev.labelmill.lambda.vendor;

/** A vendor's API refused for good: trying again does not help. The message is one sentence without any secret. */
public final class VendorRefusal extends RuntimeException {

    private final boolean unsent;

    private VendorRefusal(String sentence, boolean unsent) {
        super(sentence);
        this.unsent = unsent;
    }

    /** The vendor has answered so. */
    public VendorRefusal(String sentence) {
        this(sentence, false);
    }

    /** The request was never sent, being of no form that can be. */
    public static VendorRefusal unsent(String sentence) {
        return new VendorRefusal(sentence, true);
    }

    /** Whether it is known that the request was never sent. */
    public boolean isUnsent() {
        return unsent;
    }
}
