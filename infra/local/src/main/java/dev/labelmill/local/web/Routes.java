package dev.labelmill.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.local.dashboard.Dashboards;
import dev.labelmill.local.views.Views;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which path is answered with what. */
public final class Routes {

    private static final Set<String> PAGES = Set.of("dashboards", "batches", "rejected", "dead-letters", "ledger");
    private static final String SECONDS = "seconds";
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final long DEFAULT_SECONDS = 900;

    private final Assets assets = new Assets();
    private final Dashboards dashboards;
    private final Views views;

    /** @param dashboards where metrics come from; the views have the rest */
    public Routes(Dashboards dashboards, Views views) {
        this.dashboards = dashboards;
        this.views = views;
    }

    Reply answer(Request request) {
        List<String> path = request.path();
        Optional<Reply> found = request.method().equals("POST") ? changed(path) : read(request, path);
        return found.orElseGet(() -> Reply.problem(404, "There is nothing here."));
    }

    private Optional<Reply> read(Request request, List<String> path) {
        if (path.isEmpty() || PAGES.contains(path.get(0))) {
            return Optional.of(assets.page());
        }
        return switch (path.get(0)) {
            case "assets" -> path.size() == 2 ? assets.file(path.get(1)) : Optional.empty();
            case "api" -> api(request, path.subList(1, path.size()));
            default -> Optional.empty();
        };
    }

    private Optional<Reply> api(Request request, List<String> path) {
        if (path.size() == 1) {
            return list(request, path.get(0)).map(Reply::json);
        }
        if (path.size() == 2 && path.get(0).equals("dashboards")) {
            return Optional.of(Reply.json(drawn(path.get(1), request)));
        }
        return path.size() >= 2 && path.get(0).equals("batches")
                ? batch(request, path.get(1), path.subList(2, path.size()))
                : Optional.empty();
    }

    private Optional<JsonNode> list(Request request, String name) {
        return switch (name) {
            case "dashboards" -> Optional.of(dashboards.list());
            case "batches" -> Optional.of(views.batches());
            case "ledger" -> Optional.of(views.ledger());
            case "rejected" -> Optional.of(views.rejected(request.parameter("day")));
            case "dead-letters" -> Optional.of(views.deadLetters());
            default -> Optional.empty();
        };
    }

    private Optional<Reply> batch(Request request, String batch, List<String> path) {
        String what = String.join("/", path);
        String at = request.parameter("at").orElse("");
        return switch (what) {
            case "" -> views.batch(batch).map(Reply::json);
            case "items" ->
                views.items(
                                batch,
                                request.parameter("show").orElse("all"),
                                request.parameter("from").orElse(""))
                        .map(Reply::json);
            case "item" -> views.item(batch, at).map(Reply::json);
            case "image" -> views.image(batch, at).map(image -> new Reply(200, image.type(), image.bytes()));
            case "annotators" -> views.annotators(batch).map(Reply::json);
            default -> Optional.empty();
        };
    }

    private Optional<Reply> changed(List<String> path) {
        return switch (path.size() == 4 && path.get(0).equals("api") ? path.get(1) + "/" + path.get(3) : "") {
            case "dead-letters/redrive" -> views.redrive(path.get(2)).map(Reply::json);
            case "rejected/announce" -> views.announce(path.get(2)).map(Reply::json);
            default -> Optional.empty();
        };
    }

    private JsonNode drawn(String name, Request request) {
        Map<String, String> variables = new HashMap<>(request.query());
        String seconds = variables.remove(SECONDS);
        variables.forEach(Routes::requireWord);
        return dashboards.draw(name, variables, range(seconds));
    }

    /** Variables become parts of searches and queries, in which a link from elsewhere must not say anything of its own. */
    private static void requireWord(String variable, String value) {
        if (!value.isEmpty() && !Layout.BATCH_ID.matcher(value).matches()) {
            throw new IllegalArgumentException(variable + " must be a name.");
        }
    }

    private static Duration range(String seconds) {
        try {
            Duration range = Duration.ofSeconds(seconds == null ? DEFAULT_SECONDS : Long.parseLong(seconds));
            if (range.compareTo(Duration.ofSeconds(1)) < 0 || range.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("seconds must be 1 to " + LONGEST.toSeconds() + ".");
            }
            return range;
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("seconds must be a whole number.", none);
        }
    }
}
