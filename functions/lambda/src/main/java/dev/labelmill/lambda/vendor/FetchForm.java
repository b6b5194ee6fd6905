package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;

/** How labels are read from a vendor whose webhook only says that there are some. */
public interface FetchForm {

    /**
     * Fetches what an errand names.
     *
     * @throws VendorUnavailable if it is to be tried again later
     * @throws VendorRefusal     if the vendor never gives it
     * @throws UnusableContent   if what came can never be used
     */
    ParsedPayload fetch(VendorApi api, ApiAccess access, Errand errand) throws UnusableContent;

    /**
     * How often what the vendor does not have is looked for before it counts as gone, 1 or more: one that has just told of it may
     * not show it yet.
     */
    default int looks() {
        return 1;
    }
}
