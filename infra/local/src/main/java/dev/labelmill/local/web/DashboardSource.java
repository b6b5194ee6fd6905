package dev.labelmill.local.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;

/** The dashboards that the page draws. */
public interface DashboardSource {

    /** Each dashboard's {@code name}, {@code title} and {@code variables} with their values. */
    ArrayNode list();

    /**
     * One dashboard's widgets with their data.
     *
     * @param variables chosen values by variable's id
     * @param range     up to now
     * @throws IllegalArgumentException saying in one sentence why it cannot be drawn, as if there is none of that name
     */
    ObjectNode draw(String name, Map<String, String> variables, Duration range);
}
