package dev.labelmill.local.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A batch folder to write to.
 *
 * @param path where it lies; it must exist, with the settings that are kept by hand
 */
record BatchFolder(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException if there is no such folder */
    BatchFolder {
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(path + " is not a folder");
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Writes one object a line. */
    void writeLines(String name, List<ObjectNode> objects) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ObjectNode object : objects) {
            lines.append(JSON.writeValueAsString(object)).append('\n');
        }
        Files.writeString(path.resolve(name), lines);
    }

    /** Writes one object a line under a header; values need no quotes. */
    void writeTable(String name, String header, List<ObjectNode> objects) throws IOException {
        StringBuilder lines = new StringBuilder(header).append('\n');
        for (ObjectNode object : objects) {
            lines.append(object.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")))
                    .append('\n');
        }
        Files.writeString(path.resolve(name), lines);
    }

    /** Writes a file of its own form. */
    void write(String name, String text) throws IOException {
        Files.writeString(path.resolve(name), text);
    }
}
