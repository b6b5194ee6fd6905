package dev.labelmill.lambda.reception;

import dev.labelmill.lambda.payload.ParsedPayload;

/**
 * What came from a vendor.
 *
 * @param way      how it came, where its rejections are kept: {@code webhook} or {@code collect}
 * @param vendor   whom it is proven to be from
 * @param delivery names it, the same again when it comes again
 */
public record Arrival(String way, String vendor, String delivery, ParsedPayload payload) {

    /** Under which its rejections are kept. */
    String source() {
        return way + "/" + vendor;
    }
}
