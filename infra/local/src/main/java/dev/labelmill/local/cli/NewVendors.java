package dev.labelmill.local.cli;

import dev.labelmill.emulators.ObjectListener;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.local.stack.SecretsFile;

/** Gives the vendors of every batch that is uploaded a secret, before the upload is acknowledged. */
final class NewVendors implements ObjectListener {

    private final Bucket bucket;
    private final SecretsFile secrets;

    NewVendors(Bucket bucket, SecretsFile secrets) {
        this.bucket = bucket;
        this.secrets = secrets;
    }

    @Override
    public void changed(String eventName, String changedBucket, String key, long size, String etag) {
        Layout.upload(key)
                .filter(upload -> upload.path().equals("batch.json") && changedBucket.equals(bucket.name()))
                .ifPresent(upload -> bucket.read(key).ifPresent(text -> add(upload.batch(), text)));
    }

    private void add(String batch, byte[] text) {
        try {
            secrets.ensure(BatchSettingsReader.read(batch, text).vendors());
        } catch (IllegalArgumentException wrong) {
            // Intake rejects the batch and says why; nobody will label it.
            return;
        }
    }
}
