package dev.labelmill.local.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked for.
 *
 * @param method GET or POST
 * @param path   the decoded parts between the slashes
 * @param query  decoded; of a name that comes twice the last value
 */
record Request(String method, List<String> path, Map<String, String> query) {

    /** @throws IllegalArgumentException if a per cent sign is not followed by two hexadecimal digits */
    static Request of(String method, URI uri) {
        List<String> path = Arrays.stream(uri.getRawPath().split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> decoded(part.replace("+", "%2B")))
                .toList();
        Map<String, String> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Request(method, path, query);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
