package dev.labelmill.lambda.reception;

import dev.labelmill.lambda.stage.SpoiltBodies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Ways to spoil a request after it was signed: its body, its headers, its address. */
final class Spoiling {
    private static final String[] PATHS = {
        "",
        "/",
        "/webhooks",
        "/webhooks/",
        "//",
        "/webhooks/../crowd",
        "/webhooks/a%2fb",
        "/tasks/",
        "/tasks/crowd",
        "/tasks/standard-webhooks",
        "/webhooks/standard-webhooks",
        "/webhooks/\u0000"
    };
    private static final String[] METHODS = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "post", "", "TRACE"};
    private final Random random;
    private final SpoiltBodies bodies;

    Spoiling(Random random) {
        this.random = random;
        this.bodies = new SpoiltBodies(random);
    }

    /** A request that is no longer the one that was signed. */
    UnaryOperator<Knock> afterSigning(List<String> vendors) {
        int draw = random.nextInt();
        String text = bodies.text();
        return switch (random.nextInt(12)) {
            case 0 -> knock -> knock.withPath(pick(PATHS, draw));
            case 1 -> knock -> knock.withMethod(pick(METHODS, draw));
            case 2 -> knock -> knock.withBody(SpoiltBodies.flipped(knock.body(), draw));
            case 3 -> knock -> headers(knock, (name, value) -> SpoiltBodies.flipped(value, draw));
            case 4 -> knock -> headers(knock, (name, value) -> draw % 2 == 0 ? "" : text);
            case 5 -> knock -> headers(knock, (name, value) -> value + (draw % 2 == 0 ? "," : " ") + value);
            case 6 ->
                knock -> headers(knock, (name, value) -> value.substring(0, Math.floorMod(draw, value.length() + 1)));
            case 7 ->
                knock -> new Knock(knock.vendor(), knock.path(), knock.method(), Map.of(), knock.body(), draw % 2 == 0);
            case 8 -> knock -> knock.withPath("/webhooks/" + vendors.get(Math.floorMod(draw, vendors.size())));
            case 9 -> knock -> knock.withPath("/webhooks/nobody-" + draw);
            case 10 -> knock -> headers(knock, (name, value) -> value.toUpperCase(Locale.ROOT));
            default -> knock -> knock.withBody(bodies.text(knock.body()));
        };
    }

    private interface Header {
        String of(String name, String value);
    }

    private static Knock headers(Knock knock, Header change) {
        Map<String, String> changed = new LinkedHashMap<>();
        knock.headers().forEach((name, value) -> changed.put(name, change.of(name, value)));
        return new Knock(knock.vendor(), knock.path(), knock.method(), changed, knock.body(), knock.base64());
    }

    private static String pick(String[] all, int draw) {
        return all[Math.floorMod(draw, all.length)];
    }
}
