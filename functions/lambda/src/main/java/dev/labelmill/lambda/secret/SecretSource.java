package dev.labelmill.lambda.secret;

/** Where the vendors' secrets come from. Asked for every request, so that a rotation needs no restart. */
public interface SecretSource {
    /**
     * The secrets that are valid now.
     *
     * @throws SecretsUnreadable when they cannot be had; never answers with secrets that may have been withdrawn
     */
    VendorSecrets current();
}
