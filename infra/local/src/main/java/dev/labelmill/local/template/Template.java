package dev.labelmill.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A CloudFormation template in JSON: its resources, in the order it has them. */
public final class Template {

    /** The stage {@code dev}, copied from where it is committed when this module is built. */
    private static final String DEPLOYED = "dev.template.json";

    private final Map<String, Resource> resources = new LinkedHashMap<>();

    private Template(JsonNode json) {
        json.path("Resources")
                .properties()
                .forEach(entry -> resources.put(
                        entry.getKey(),
                        new Resource(
                                entry.getKey(),
                                entry.getValue().path("Type").asText(),
                                entry.getValue().path("Properties"))));
    }

    /** The template that is deployed. */
    public static Template deployed() {
        try (InputStream in = Template.class.getResourceAsStream(DEPLOYED)) {
            if (in == null) {
                throw new IllegalStateException("This build lacks the template " + DEPLOYED);
            }
            return parse(in.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @throws IllegalArgumentException if it is no JSON */
    public static Template parse(byte[] json) {
        return new Template(Json.parse(json).orElseThrow(() -> new IllegalArgumentException("A template is JSON")));
    }

    /** Resources of a type such as {@code AWS::SQS::Queue}. */
    public List<Resource> ofType(String type) {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** The only resource of a type. */
    public Resource only(String type) {
        List<Resource> all = ofType(type);
        if (all.size() != 1) {
            throw new IllegalArgumentException("The template has " + all.size() + " resources " + type + ", not one");
        }
        return all.get(0);
    }
}
