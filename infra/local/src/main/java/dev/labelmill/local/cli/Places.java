package dev.labelmill.local.cli;

import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.web.PageServer;
import java.net.URI;

/**
 * Where on this machine a browser or {@code curl} gets at what belongs to a batch: the S3 server asks nobody for credentials.
 *
 * @param labels  scheme, host and port that vendors send labels to
 * @param pages   scheme, host and port of the web page
 * @param objects scheme, host and port of the S3 server
 * @param bucket  its name
 */
record Places(URI labels, URI pages, URI objects, String bucket) {

    static Places of(LocalCloud cloud, PageServer page) {
        return new Places(
                cloud.webhook(), page.address(), cloud.s3(), cloud.bucket().name());
    }

    /** Where a vendor's labels are taken. */
    String webhook(String vendor) {
        return labels + "/webhooks/" + vendor;
    }

    /** The batch's page. */
    String page(String batch) {
        return pages + "/batches/" + batch;
    }

    /** The page of everything that could not be used today. */
    String rejected() {
        return pages + "/rejected";
    }

    /** An object of the bucket. */
    String object(String key) {
        return objects + "/" + bucket + "/" + key;
    }

    /** The folder that a batch is uploaded to, or what stands for its name. */
    String uploads(String batch) {
        return object(Layout.uploads(batch));
    }
}
