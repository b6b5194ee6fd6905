package dev.labelmill.local.logs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event, or a group of them after {@code stats}: values by fields' names. */
record LogRow(Map<String, Object> fields) {

    LogRow {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    Object get(String field) {
        return fields.get(field);
    }

    LogRow with(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.putAll(more);
        return new LogRow(all);
    }
}
