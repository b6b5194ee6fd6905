package dev.labelmill.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A CloudFormation template, for tests to look into. */
record Template(String name, JsonNode json) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Template parse(String name, String text) {
        try {
            return new Template(name, MAPPER.readTree(text));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Those that are committed, one a stage. */
    static Stream<Template> committed() throws IOException {
        return Deployment.stages(Repository.MODULE).stream()
                .map(stage -> parse(
                        String.valueOf(stage.getFileName()),
                        Repository.text(Deployment.template(Repository.MODULE, stage))));
    }

    /** Those of what watches them. */
    static Stream<Template> committedWatches() throws IOException {
        return Deployment.stages(Repository.MODULE).stream()
                .map(stage -> parse(
                        String.valueOf(stage.getFileName()),
                        Repository.text(Deployment.watchTemplate(Repository.MODULE, stage))));
    }

    JsonNode resource(String id) {
        return json.path("Resources").path(id);
    }

    JsonNode properties(String id) {
        return resource(id).path("Properties");
    }

    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        json.path("Resources").properties().stream()
                .filter(entry -> entry.getValue().path("Type").asText().equals(type))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /** The statements of the role of a function. */
    List<Statement> rights(String role) {
        return statements(properties(role).path("Policies"));
    }

    static List<Statement> statements(JsonNode part) {
        List<Statement> found = new ArrayList<>();
        visit(part, node -> {
            if (node.has("Effect") && node.has("Action")) {
                found.add(new Statement(node));
            }
        });
        return found;
    }

    private static void visit(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.forEach(child -> visit(child, visitor));
    }

    /** A text as it is read: {@code <Bucket.Arn>/work/*}. */
    static String rendered(JsonNode value) {
        if (value.has("Fn::Join")) {
            StringBuilder text = new StringBuilder();
            value.path("Fn::Join").path(1).forEach(part -> text.append(rendered(part)));
            return text.toString();
        }
        if (value.has("Fn::GetAtt")) {
            return "<" + value.path("Fn::GetAtt").path(0).asText() + "."
                    + value.path("Fn::GetAtt").path(1).asText() + ">";
        }
        if (value.has("Ref")) {
            return "<" + value.path("Ref").asText() + ">";
        }
        return value.has("Fn::Sub") ? value.path("Fn::Sub").asText() : value.asText();
    }

    @Override
    public String toString() {
        return name;
    }

    /** One statement of a policy. */
    record Statement(JsonNode json) {

        boolean allows() {
            return json.path("Effect").asText().equals("Allow");
        }

        List<String> actions() {
            return each(json.path("Action"));
        }

        List<String> resources() {
            return each(json.path("Resource"));
        }

        private static List<String> each(JsonNode value) {
            List<String> texts = new ArrayList<>();
            if (value.isArray()) {
                value.forEach(element -> texts.add(rendered(element)));
            } else {
                texts.add(rendered(value));
            }
            return texts;
        }
    }
}
