package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.cli.SharedFigures.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The places that tell figures of a batch that is done, each read as its users read it. */
final class FigurePlaces {

    /** A row of the batch's dashboard that draws one of its gauges and nothing else. */
    private static final Pattern GAUGE =
            Pattern.compile("MAX\\(SEARCH\\('\\{Labelmill,project,stage,batch} MetricName=\"([A-Za-z0-9.]+)\""
                    + " batch=\"BATCH_ID\" stage=\"[^\"]+\"', 'Maximum'\\)\\)");

    /** So short that the dashboards' periods are seconds, of which the last holds the last figures alone. */
    private static final int DRAWN_SECONDS = 200;

    private final String batch;
    private final SharedFigures figures;

    FigurePlaces(String batch, SharedFigures figures) {
        this.batch = batch;
        this.figures = figures;
    }

    void report(JsonNode report) {
        Place place = figures.of("report.json")
                .saysAll(report, "items", "rejected", "autoAccepted", "gold", "labels", "labelsPerHumanItem")
                .saysAll(report, "alpha", "fleissKappa", "observedAgreement", "goldAccuracy")
                .says("people", report.path("humanLabelled"))
                .says("audits.done", report.path("audited"))
                .says("violations", report.at("/violations/items"))
                .says("certifiedErrorBound", report.at("/certificate/errorBound"))
                .says("audits.errors", errors(report.at("/certificate/strata")))
                .saysAll(report.path("cost"), "labour", "qualityControl", "platform", "model", "total", "perItem")
                .saysEach("ledger.", report.at("/cost/ledger"))
                .saysEach("byFunction.", report.at("/cost/platformByFunction"));
        report.path("labelsByPurpose").properties().forEach(purpose -> purposes(place, purpose));
    }

    private static long errors(JsonNode strata) {
        return StreamSupport.stream(strata.spliterator(), false)
                .mapToLong(stratum -> stratum.path("errors").asLong())
                .sum();
    }

    private static void purposes(Place place, Map.Entry<String, JsonNode> purpose) {
        place.says("labels." + purpose.getKey(), purpose.getValue().path("labels"))
                .says("dollars." + purpose.getKey(), purpose.getValue().path("dollars"));
    }

    /** The rows of the tally, with arithmetic of its own. */
    void tally(Map<String, Long> rows) {
        long people = of(rows, "people");
        long humanLabels = of(rows, "labels.label") + of(rows, "labels.adjudication");
        long labour = of(rows, "money.label") + of(rows, "money.adjudication");
        long qualityControl = of(rows, "money.gold") + of(rows, "money.audit");
        Spend spent = new Spend(suffixed(rows, "spent."));
        long total = labour + qualityControl + spent.total();
        long accepted = of(rows, "autoAccepted") + of(rows, "state.human.resolved") + of(rows, "gold");
        AgreementCounts agreement = AgreementCounts.of(rows);
        Place place = figures.of("tally")
                .says("items", of(rows, "items"))
                .says("rejected", of(rows, "rejected"))
                .says("autoAccepted", of(rows, "autoAccepted"))
                .says("people", people)
                .says("gold", of(rows, "gold"))
                .says("resolved", of(rows, "state.human.resolved"))
                .says("backlog", of(rows, "audit.auto.due") + of(rows, "audit.human.due"))
                .says("audits.done", of(rows, "audit.auto.done") + of(rows, "audit.human.done"))
                .says("violations", of(rows, "violations.auto") + of(rows, "violations.human"))
                .says("labelsPerHumanItem", BigDecimal.valueOf((double) humanLabels / people))
                .says("goldAccuracy", BigDecimal.valueOf((double) of(rows, "goldRight") / of(rows, "ballots.gold")))
                .says("alpha", decimal(agreement.alphaNominal()))
                .says("fleissKappa", decimal(agreement.fleissKappa()))
                .says("observedAgreement", decimal(agreement.observed()))
                .saysNanos("labour", labour)
                .saysNanos("qualityControl", qualityControl)
                .saysNanos("platform", spent.total())
                .saysNanos("total", total)
                .says(
                        "perItem",
                        BigDecimal.valueOf(total, 9).divide(BigDecimal.valueOf(accepted), 9, RoundingMode.HALF_UP));
        long labels = 0;
        for (Purpose purpose : Purpose.values()) {
            String name = purpose.name().toLowerCase(Locale.ROOT);
            labels += of(rows, "labels." + name);
            place.says("labels." + name, of(rows, "labels." + name))
                    .saysNanos("dollars." + name, of(rows, "money." + name));
        }
        place.says("labels", labels);
        spent.accounts().forEach((account, nanos) -> place.saysNanos("ledger." + account, nanos));
        spent.byFunction().forEach((function, nanos) -> place.saysNanos("byFunction." + function, nanos));
        spent.byKind().forEach((kind, nanos) -> place.saysNanos("byKind." + kind, nanos));
    }

    private static BigDecimal decimal(OptionalDouble value) {
        return BigDecimal.valueOf(value.orElseThrow());
    }

    private static long of(Map<String, Long> rows, String counter) {
        return rows.getOrDefault(counter, 0L);
    }

    private static Map<String, Long> suffixed(Map<String, Long> rows, String prefix) {
        Map<String, Long> found = new TreeMap<>();
        rows.forEach((name, amount) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), amount);
            }
        });
        return found;
    }

    /** The batch's last line of metrics in the functions' logs. @return it */
    JsonNode lastMetrics(Path logs) {
        JsonNode last = metricLines(logs).stream()
                .max(Comparator.comparingLong(line -> line.at("/_aws/Timestamp").asLong()))
                .orElseThrow();
        Place place = figures.of("last metrics").saysEach("ledger.", last.path("platform"));
        last.at("/_aws/CloudWatchMetrics/0/Metrics").forEach(metric -> {
            String name = metric.path("Name").asText();
            place.says(figureOf(name), last.path(name));
        });
        return last;
    }

    private List<JsonNode> metricLines(Path logs) {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("{") && line.contains("\"_aws\"")) {
                        lines.add(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.stream()
                .filter(line -> line.path("batch").asText().equals(batch) && line.has("dollars.total"))
                .toList();
    }

    /** The pages of batches, of this one, and of the ledger, and the last values on its dashboard. */
    void page(URI address) throws IOException, InterruptedException {
        JsonNode row = byId(get(address, "/api/batches").path("batches"));
        figures.of("page: batches")
                .saysAll(row, "items", "rejected", "autoAccepted", "people", "resolved", "gold", "labels", "total")
                .says("backlog", row.path("waiting"));
        JsonNode one = get(address, "/api/batches/" + batch);
        money(
                figures.of("page: batch")
                        .saysAll(
                                one.path("funnel"),
                                "items",
                                "rejected",
                                "autoAccepted",
                                "people",
                                "resolved",
                                "gold",
                                "labels")
                        .saysAll(
                                one.path("quality"),
                                "labelsPerHumanItem",
                                "goldAccuracy",
                                "alpha",
                                "certifiedErrorBound")
                        .says("backlog", one.at("/funnel/waiting"))
                        .says("violations", one.at("/quality/violations"))
                        .says("audits.done", one.at("/quality/auditsDone")),
                one.path("money"));
        JsonNode ledger = get(address, "/api/ledger");
        money(figures.of("page: ledger"), byId(ledger.path("batches")).path("money"));
        money(figures.of("page: whole ledger"), ledger.path("money"));
        dashboard(get(address, "/api/dashboards/batch?batch=" + batch + "&seconds=" + DRAWN_SECONDS));
    }

    private static void money(Place place, JsonNode money) {
        place.saysAll(money, "labour", "qualityControl", "platform", "model", "total")
                .saysEach("byFunction.", money.path("byFunction"))
                .saysEach("byKind.", money.path("byKind"));
        money.path("byPurpose").properties().forEach(purpose -> purposes(place, purpose));
    }

    /** The last point of each line that is one gauge of the batch; widgets are drawn in the order of the deployed body. */
    private void dashboard(JsonNode drawn) throws IOException {
        JsonNode body = body();
        Place place = figures.of("page: dashboard");
        for (int w = 0; w < body.path("widgets").size(); w++) {
            List<JsonNode> rows = StreamSupport.stream(
                            body.path("widgets")
                                    .get(w)
                                    .at("/properties/metrics")
                                    .spliterator(),
                            false)
                    .map(row -> row.get(row.size() - 1))
                    .filter(options -> options.path("visible").asBoolean(true))
                    .toList();
            JsonNode series = drawn.path("widgets").path(w).path("series");
            for (int i = 0; i < rows.size(); i++) {
                Matcher gauge = GAUGE.matcher(rows.get(i).path("expression").asText());
                JsonNode points = series.path(i).path("points");
                if (gauge.matches() && !points.isEmpty()) {
                    place.says(
                            figureOf(gauge.group(1)),
                            points.get(points.size() - 1).get(1));
                }
            }
        }
    }

    private static JsonNode body() throws IOException {
        try (InputStream body = FigurePlaces.class.getResourceAsStream("/dashboards/batch.json")) {
            return Json.parse(body.readAllBytes());
        }
    }

    /** Metrics of money are named after their unit, and a bound is provisional until the last metrics have it. */
    private static String figureOf(String metric) {
        return switch (metric) {
            case "dollarsPerItem" -> "perItem";
            case "provisionalErrorBound" -> "certifiedErrorBound";
            default -> metric.replaceFirst("^dollars\\.", "");
        };
    }

    private JsonNode byId(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("id").asText().equals(batch))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode get(URI address, String path) throws IOException, InterruptedException {
        return Json.parse(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body());
    }
}
