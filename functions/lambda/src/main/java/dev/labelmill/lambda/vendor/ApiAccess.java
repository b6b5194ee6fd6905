package dev.labelmill.lambda.vendor;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a vendor's API is, and the key to it.
 *
 * @param url the API's root, {@code https}, or {@code http} on this very machine
 * @param key as the vendor wants it; never to be logged
 */
public record ApiAccess(URI url, String key) {

    /** @throws IllegalArgumentException if the address is none that a key may be sent to; the message does not repeat it */
    public ApiAccess {
        boolean local = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
        if (url.getHost() == null || !("https".equals(url.getScheme()) || local && "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException("the address of an API must begin with https:// and name a host");
        }
    }

    /** An address below the root. @see #at(List, Map) */
    public URI at(String... segments) {
        return at(List.of(segments), Map.of());
    }

    /**
     * An address below the root. What stands in it is percent-encoded, so that an id that holds slashes or question marks
     * leads nowhere else.
     *
     * @param segments of the path
     * @param query    in the order of the map
     * @throws IllegalArgumentException if a segment is empty or made of one or two dots, which would lead elsewhere
     */
    public URI at(List<String> segments, Map<String, String> query) {
        StringBuilder address = new StringBuilder(url.getScheme()).append("://").append(url.getRawAuthority());
        String root = url.getRawPath() == null ? "" : url.getRawPath();
        address.append(root.endsWith("/") ? root.substring(0, root.length() - 1) : root);
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(
                        "an id of no characters, of one dot or of two cannot stand in a path");
            }
            address.append('/').append(PercentEncoding.encode(segment));
        }
        if (!query.isEmpty()) {
            address.append('?')
                    .append(query.entrySet().stream()
                            .map(each -> PercentEncoding.encode(each.getKey()) + "="
                                    + PercentEncoding.encode(each.getValue()))
                            .collect(Collectors.joining("&")));
        }
        return URI.create(address.toString());
    }

    @Override
    public String toString() {
        return "ApiAccess[" + url.getHost() + "]";
    }
}
