package dev.labelmill.lambda.secret;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * One parameter for each vendor directly below a path, named as the vendor. All of them are read at a time, ten a request, so
 * that no request for a vendor that does not exist asks for anything. One that cannot be used shuts out its own vendor alone.
 *
 * @param path begins and ends with a slash
 */
record ParameterPath(String path, SsmClient ssm) implements Supplier<VendorSecrets> {
    /** The most that the service gives at a time (API reference, GetParametersByPath). */
    private static final int PAGE = 10;

    @Override
    public VendorSecrets get() {
        Map<String, VendorSecrets.Entry> usable = new HashMap<>();
        Map<String, SecretsUnreadable> unusable = new HashMap<>();
        String next = null;
        do {
            GetParametersByPathResponse page = page(next);
            page.parameters().forEach(parameter -> sort(parameter, usable, unusable));
            next = page.nextToken();
        } while (next != null && !next.isEmpty());
        return new VendorSecrets(usable, unusable);
    }

    private static void sort(
            Parameter parameter, Map<String, VendorSecrets.Entry> usable, Map<String, SecretsUnreadable> unusable) {
        String vendor = parameter.name().substring(parameter.name().lastIndexOf('/') + 1);
        try {
            usable.put(
                    vendor, VendorSecrets.parseEntry(vendor, parameter.value().getBytes(StandardCharsets.UTF_8)));
        } catch (SecretsUnreadable slip) {
            unusable.put(vendor, slip);
        }
    }

    private GetParametersByPathResponse page(String token) {
        try {
            return ssm.getParametersByPath(get -> get.path(path)
                    .recursive(false)
                    .withDecryption(true)
                    .maxResults(PAGE)
                    .nextToken(token));
        } catch (SdkException failed) {
            throw new SecretsUnreadable("the parameters with the secrets cannot be read", failed);
        }
    }
}
