package dev.labelmill.lambda.secret;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/** All vendors' secrets in one parameter. */
record OneParameter(String name, SsmClient ssm) implements Supplier<VendorSecrets> {

    @Override
    public VendorSecrets get() {
        return VendorSecrets.parse(read().getBytes(StandardCharsets.UTF_8));
    }

    private String read() {
        try {
            return ssm.getParameter(get -> get.name(name).withDecryption(true))
                    .parameter()
                    .value();
        } catch (SdkException failed) {
            throw new SecretsUnreadable("the parameter with the secrets cannot be read", failed);
        }
    }
}
