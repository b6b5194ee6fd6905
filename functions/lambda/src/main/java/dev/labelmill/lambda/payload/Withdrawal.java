package dev.labelmill.lambda.payload;

/**
 * A label taken back by a vendor that names neither task nor annotator.
 *
 * @param vendorLabel the vendor's own id of the label, as {@link IncomingLabel#vendorLabel()} had it
 * @param delivery    the delivery that took it back
 */
public record Withdrawal(String vendorLabel, String delivery) {}
