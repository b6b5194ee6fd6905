package dev.labelmill.lambda.wiring;

import dev.labelmill.lambda.Handler;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The services' handlers by the names that {@code QUARKUS_FUNQY_EXPORT} picks functions by. */
public final class Handlers {

    private final Map<String, Supplier<Handler>> handlers;

    /** Makes none yet. */
    public Handlers(Services services) {
        handlers = Map.ofEntries(
                Map.entry("intake", services::intake),
                Map.entry("prelabel", services::prelabel),
                Map.entry("dispatch", services::dispatch),
                Map.entry("webhook", services::webhook),
                Map.entry("collect", services::collect),
                Map.entry("score", services::score),
                Map.entry("tally", services::tally),
                Map.entry("train", services::train),
                Map.entry("advance", services::advance),
                Map.entry("publish", services::publish),
                Map.entry("finish", services::finish),
                Map.entry("notify", services::notifications),
                Map.entry("pretask", services::pretask),
                Map.entry("consolidate", services::consolidate));
    }

    /** All names. */
    public Set<String> names() {
        return handlers.keySet();
    }

    /** A new handler of a function; empty if there is no function of that name. */
    public Optional<Handler> named(String function) {
        return Optional.ofNullable(handlers.get(function)).map(Supplier::get);
    }
}
