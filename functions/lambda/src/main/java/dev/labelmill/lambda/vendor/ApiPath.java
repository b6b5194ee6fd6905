package dev.labelmill.lambda.vendor;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * An address below the root of a vendor's API. Ids that a vendor sent come into it percent-encoded, so that none of them leads
 * to another place.
 */
public final class ApiPath {

    private final StringBuilder address;
    private boolean asked;

    private ApiPath(String root) {
        this.address = new StringBuilder(root);
    }

    /** The API's root, without a slash at its end. */
    public static ApiPath of(ApiAccess access) {
        String root = access.url().toString();
        return new ApiPath(root.endsWith("/") ? root.substring(0, root.length() - 1) : root);
    }

    /** Adds fixed parts, such as {@code api/jobs}, as they are. */
    public ApiPath fixed(String parts) {
        address.append('/').append(parts);
        return this;
    }

    /** Adds one part, percent-encoded; {@code .} and {@code ..} too, which would lead elsewhere. */
    public ApiPath part(String part) {
        String encoded = encode(part);
        address.append('/').append(encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded);
        return this;
    }

    /** Adds a parameter, percent-encoded. */
    public ApiPath query(String name, String value) {
        address.append(asked ? '&' : '?').append(encode(name)).append('=').append(encode(value));
        asked = true;
        return this;
    }

    /** The address. */
    public URI uri() {
        return URI.create(address.toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
