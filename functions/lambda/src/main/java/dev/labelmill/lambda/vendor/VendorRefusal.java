package dev.labelmill.lambda.vendor;

/** A vendor's API refused for good: trying again does not help. The message is one sentence without any secret. */
public final class VendorRefusal extends RuntimeException {

    public VendorRefusal(String sentence) {
        super(sentence);
    }
}
