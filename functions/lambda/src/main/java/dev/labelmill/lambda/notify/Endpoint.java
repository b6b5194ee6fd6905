package dev.labelmill.lambda.notify;

import dev.labelmill.core.signature.SecretRing;
import java.net.URI;
import java.util.Set;

/**
 * Where a user wants to be told.
 *
 * @param name     unique in the deployment
 * @param url      {@code https}, or {@code http} on this very machine
 * @param secrets  that deliveries are signed with, by each one that is valid
 * @param types    of notices that it wants; empty: all
 * @param projects whose notices it wants; empty: all
 */
public record Endpoint(String name, URI url, SecretRing secrets, Set<String> types, Set<String> projects) {

    /** Copies the sets. */
    public Endpoint {
        types = Set.copyOf(types);
        projects = Set.copyOf(projects);
    }

    /** Whether a notice is to be delivered to it. */
    boolean wants(Notice notice) {
        return (types.isEmpty() || types.contains(notice.type()))
                && (projects.isEmpty() || projects.contains(notice.project()));
    }

    @Override
    public String toString() {
        return "Endpoint[" + name + "]";
    }
}
