package dev.labelmill.lambda.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways to spoil a document: its bytes, its text, its JSON. */
public final class SpoiltBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] TEXTS = {
        "",
        " ",
        "#",
        "a#b",
        "../..",
        "\u0000",
        "\ud800",
        "é".repeat(200),
        "x".repeat(257),
        "x".repeat(70_000),
        "2026-13-45T99:99:99Z",
        "1e400",
        "NaN",
        "${jndi:x}",
        "i3",
        "w3",
        "digits",
        "null",
        "\u202e",
        "9".repeat(39)
    };

    private final Random random;

    /** @param random decides what is spoilt, and how */
    public SpoiltBodies(Random random) {
        this.random = random;
    }

    /** One of these bodies: as it is, about another task, or spoilt once or twice. */
    public byte[] of(List<byte[]> bodies) {
        byte[] body = bodies.get(random.nextInt(bodies.size()));
        int times = random.nextInt(6);
        if (times < 2) {
            return times == 0 ? body : another(body);
        }
        byte[] spoilt = body(body);
        return times == 2 ? body(spoilt) : spoilt;
    }

    private byte[] body(byte[] body) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> structure(body);
            case 4 -> another(body);
            case 5 -> bytes(body);
            case 6 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
            default -> text(body);
        };
    }

    /** One of the texts that programs stumble over. */
    public String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    /** With one bit changed, which {@code draw} says. */
    public static byte[] flipped(byte[] bytes, int draw) {
        byte[] other = bytes.clone();
        if (other.length > 0) {
            other[Math.floorMod(draw, other.length)] ^= (byte) (1 << Math.floorMod(draw / 31, 8));
        }
        return other;
    }

    /** With one bit of one character changed. */
    public static String flipped(String text, int draw) {
        if (text.isEmpty()) {
            return "x";
        }
        int place = Math.floorMod(draw, text.length());
        return text.substring(0, place)
                + (char) (text.charAt(place) ^ 1 << Math.floorMod(draw / 31, 7))
                + text.substring(place + 1);
    }

    /** Some bytes overwritten, taken out or put in. */
    private byte[] bytes(byte[] body) {
        byte[] other = body.clone();
        for (int i = random.nextInt(4); i >= 0 && other.length > 0; i--) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }

    /** The same delivery about another task, by another annotator. */
    private byte[] another(byte[] body) {
        String text = new String(body, UTF_8)
                .replace("\"i1\"", "\"i" + (1 + random.nextInt(40)) + "\"")
                .replace("\"i2\"", "\"i" + (1 + random.nextInt(40)) + "\"")
                .replace("\"w3\"", "\"w" + random.nextInt(50) + "\"");
        return text.replace("\"revision\":1", "\"revision\":" + random.nextInt(9))
                .getBytes(UTF_8);
    }

    /** With a piece put in that is no JSON there. */
    public byte[] text(byte[] body) {
        String text = new String(body, UTF_8);
        int at = random.nextInt(text.length() + 1);
        String[] pieces = {
            "\"a\":1,\"a\":2,",
            "[".repeat(30),
            "{\"x\":".repeat(20),
            "1e999999999",
            "-0",
            "\\ud800",
            "//",
            "\ufeff",
            ",",
            "NaN",
            "\"",
            "0".repeat(50),
            "true",
            "\u0000"
        };
        return (text.substring(0, at) + pieces[random.nextInt(pieces.length)] + text.substring(at)).getBytes(UTF_8);
    }

    /** Members of the JSON replaced, taken out, doubled. */
    private byte[] structure(byte[] body) {
        JsonNode root;
        try {
            root = Json.parse(body);
        } catch (UncheckedIOException | IllegalArgumentException noJson) {
            return bytes(body);
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(root, containers);
            if (!containers.isEmpty()) {
                change(containers.get(random.nextInt(containers.size())));
            }
        }
        // Json.write refuses halves of surrogate pairs, which a spoilt text may hold.
        return root.toString().getBytes(UTF_8);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void change(JsonNode container) {
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(random.nextInt(8) == 0 ? text() : name, value(object.get(name)));
            }
        } else {
            ArrayNode array = (ArrayNode) container;
            int at = random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.remove(at);
                case 1 -> array.add(array.get(at).deepCopy());
                case 2 -> many(array, array.get(at));
                default -> array.set(at, value(array.get(at)));
            }
        }
    }

    private void many(ArrayNode array, JsonNode one) {
        for (int i = random.nextInt(60) == 0 ? 1_001 : random.nextInt(5);
                i > 0 && one.toString().length() < 1_000;
                i--) {
            array.add(one.deepCopy());
        }
    }

    private JsonNode value(JsonNode was) {
        return switch (random.nextInt(10)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> DecimalNode.valueOf(new BigDecimal("1e" + (random.nextInt(800) - 400)));
            case 4 -> JSON.numberNode(random.nextInt(4));
            case 5 -> JSON.arrayNode().add(was.deepCopy());
            case 6 -> JSON.objectNode().set("id", was.deepCopy());
            case 7 ->
                was.isTextual()
                        ? JSON.textNode(flipped(was.textValue(), random.nextInt()))
                        : JSON.textNode(was.toString());
            default -> JSON.textNode(text());
        };
    }
}
