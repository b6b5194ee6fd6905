package dev.labelmill.local.cloud.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The smallest program that speaks Lambda's runtime API; the event says what it does. */
final class TinyFunction {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ROOT = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";

    private TinyFunction() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("{\"started\":\"" + System.getenv("AWS_LAMBDA_FUNCTION_NAME") + "\"}");
        if ("init".equals(System.getenv("BROKEN"))) {
            post("init/error", "{\"errorType\":\"Broken\",\"errorMessage\":\"no configuration\"}");
            System.exit(1);
        }
        while (true) {
            HttpResponse<String> next = HTTP.send(
                    HttpRequest.newBuilder(URI.create(ROOT + "invocation/next")).build(), BodyHandlers.ofString());
            answer(
                    next,
                    next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow());
        }
    }

    private static void answer(HttpResponse<String> next, String id) throws Exception {
        switch (next.body()) {
            case "fail" -> post("invocation/" + id + "/error", "{\"errorType\":\"Bad\",\"errorMessage\":\"told to\"}");
            case "exit" -> Runtime.getRuntime().halt(7);
            case "sleep" -> Thread.sleep(60_000);
            case "wait" -> {
                Thread.sleep(300);
                pid(id);
            }
            case "deadline" ->
                respond(
                        id,
                        next.headers().firstValue("Lambda-Runtime-Deadline-Ms").orElseThrow());
            case "variable" -> respond(id, System.getenv("GREETING"));
            default -> pid(id);
        }
    }

    private static void pid(String id) throws IOException, InterruptedException {
        respond(id, Long.toString(ProcessHandle.current().pid()));
    }

    private static void respond(String id, String answer) throws IOException, InterruptedException {
        post("invocation/" + id + "/response", answer);
    }

    private static void post(String path, String body) throws IOException, InterruptedException {
        HTTP.send(
                HttpRequest.newBuilder(URI.create(ROOT + path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }
}
