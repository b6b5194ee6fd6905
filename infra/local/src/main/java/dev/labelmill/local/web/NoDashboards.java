package dev.labelmill.local.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;

/** A page without dashboards. */
public final class NoDashboards implements DashboardSource {

    @Override
    public ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }

    @Override
    public ObjectNode draw(String name, Map<String, String> variables, Duration range) {
        throw new IllegalArgumentException("There is no dashboard " + name + ".");
    }
}
