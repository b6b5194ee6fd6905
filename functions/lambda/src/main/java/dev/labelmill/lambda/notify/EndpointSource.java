package dev.labelmill.lambda.notify;

import java.util.List;

/** Where users' endpoints stand. */
@FunctionalInterface
public interface EndpointSource {

    /** Those that there are now; a change is seen within a minute. */
    List<Endpoint> current();
}
