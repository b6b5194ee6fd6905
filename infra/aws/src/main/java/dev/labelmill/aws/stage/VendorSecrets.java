package dev.labelmill.aws.stage;

/** Where the vendors' webhook secrets are kept. */
public enum VendorSecrets {
    /** All of them in one secret of Secrets Manager, which the stack makes. */
    ONE_SECRET,
    /** Each in a SecureString parameter of its own, which people put. */
    PARAMETERS
}
