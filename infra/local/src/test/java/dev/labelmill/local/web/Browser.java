package dev.labelmill.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.cloud.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium with one tab, driven by the Chrome DevTools Protocol over the JDK's WebSocket: what a test of pages
 * needs of it is little, and no library has to be fetched.
 */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_SECONDS = 20;

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final String session;

    private Browser(String executable) throws IOException {
        profile = Files.createTempDirectory("labelmill-browser-");
        process = new ProcessBuilder(
                        executable,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address(process.inputReader()), new Listener())
                .join();
        String target = call("Target.createTarget", Json.object().put("url", "about:blank"), "")
                .path("targetId")
                .asText();
        session = call(
                        "Target.attachToTarget",
                        Json.object().put("targetId", target).put("flatten", true),
                        "")
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Json.object());
        }
    }

    /** Starts the one that is installed; empty if none is. */
    static Optional<Browser> start() throws IOException {
        Optional<Path> found = NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":"))
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable))
                .findFirst();
        return found.isPresent() ? Optional.of(new Browser(found.get().toString())) : Optional.empty();
    }

    /** What the console said that is an error, exceptions and refusals by the content security policy among them. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Leaves out what was said about addresses with this in them. */
    void forgetComplaints(String about) {
        complaints.removeIf(complaint -> complaint.contains(about));
    }

    void open(URI address) {
        call("Page.navigate", Json.object().put("url", address.toString()));
    }

    /** Sets the window's size, and which colours the system prefers. */
    void look(int width, int height, String colours) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Json.object()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode media = Json.object();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", colours);
        call("Emulation.setEmulatedMedia", media);
    }

    /** The value of an expression in the page. */
    JsonNode value(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Json.object()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + " failed: " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression in the page is true. */
    void await(String expression) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!value("!!(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(expression + " did not become true; the page says: "
                        + value("document.body.innerText").asText() + complaints);
            }
            Thread.sleep(50);
        }
    }

    /** Presses a key as somebody at the keyboard does. */
    void press(String key, int code) {
        for (String type : List.of("keyDown", "keyUp")) {
            ObjectNode event = Json.object()
                    .put("type", type)
                    .put("key", key)
                    .put("code", key)
                    .put("windowsVirtualKeyCode", code);
            if (key.equals("Enter") && type.equals("keyDown")) {
                event.put("text", "\r");
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** The whole page as a PNG. */
    byte[] screenshot() {
        String image = call("Page.captureScreenshot", Json.object().put("captureBeyondViewport", true))
                .path("data")
                .asText();
        return Base64.getDecoder().decode(image);
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }

    private JsonNode call(String method, ObjectNode parameters) {
        return call(method, parameters, session);
    }

    private JsonNode call(String method, ObjectNode parameters, String inSession) {
        int id = ids.incrementAndGet();
        ObjectNode message = Json.object().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!inSession.isEmpty()) {
            message.put("sessionId", inSession);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        awaited.put(id, answer);
        socket.sendText(Json.text(message), true).join();
        JsonNode found = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (found.has("error")) {
            throw new AssertionError(method + " failed: " + found.path("error"));
        }
        return found.path("result");
    }

    private static URI address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            int at = line.indexOf("ws://");
            if (at >= 0) {
                return URI.create(line.substring(at).trim());
            }
        }
        throw new IOException("Chromium ended before it said where it listens");
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            awaited.remove(message.path("id").asInt()).complete(message);
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                complaints.add(
                        parameters.at("/exceptionDetails/exception/description").asText(parameters.toString()));
            case "Log.entryAdded" -> {
                if (parameters.at("/entry/level").asText().equals("error")) {
                    complaints.add(parameters.at("/entry/text").asText() + " "
                            + parameters.at("/entry/url").asText());
                }
            }
            default -> {
                // Events of no interest.
            }
        }
    }

    /** Puts the pieces of messages together. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            text.append(piece);
            if (last) {
                byte[] message = text.toString().getBytes(StandardCharsets.UTF_8);
                text.setLength(0);
                take(Json.parse(message).orElseThrow());
            }
            from.request(1);
            return null;
        }
    }
}
