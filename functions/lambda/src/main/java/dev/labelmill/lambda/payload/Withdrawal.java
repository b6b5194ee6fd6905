package dev.labelmill.lambda.payload;

/**
 * A label that its vendor takes back by its own id of it.
 *
 * @param vendorLabel the vendor's id
 * @param delivery    the delivery that said so
 * @param early       whether it may come before its label, which is then never to stand
 */
public record Withdrawal(String vendorLabel, String delivery, boolean early) {

    /** One that may come before its label. */
    public Withdrawal(String vendorLabel, String delivery) {
        this(vendorLabel, delivery, true);
    }
}
