package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.weak.LabelModel;
import dev.labelmill.core.weak.LabelModel.Trust;
import dev.labelmill.core.weak.LabelModelFit.Fitted;
import dev.labelmill.core.weak.MatchCounts;
import dev.labelmill.core.weak.MatchSource.Visitor;
import dev.labelmill.core.weak.Matches;
import dev.labelmill.core.weak.RuleCounts;
import dev.labelmill.core.weak.RuleFindings;
import dev.labelmill.core.weak.RuleFindings.Description;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is kept of a batch's rules beside its items: each chunk's matches, and what all of them showed. */
public final class RuleFiles {

    private final Bucket bucket;

    public RuleFiles(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Keeps how many items of a chunk the same rules match. */
    void write(Chunk chunk, MatchCounts matches) {
        StringBuilder lines = new StringBuilder();
        matches.forEach(
                (found, items) -> lines.append(items).append('\t').append(found).append('\n'));
        bucket.put(
                Layout.ruleMatches(chunk),
                "text/tab-separated-values",
                lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Shows the matches of a chunk. */
    void read(Chunk chunk, Visitor visitor) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(bucket.open(Layout.ruleMatches(chunk)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                visitor.visit(Matches.parse(line.substring(tab + 1)), Long.parseLong(line.substring(0, tab)));
            }
        }
    }

    /** Keeps what the rules showed. */
    void write(Batch batch, RuleFindings findings) {
        ObjectNode document = Json.object();
        ArrayNode rules = document.putArray("rules");
        for (int i = 0; i < findings.rules().size(); i++) {
            RuleCounts counts = findings.counts().get(i);
            rules.addObject()
                    .put("class", findings.rules().get(i).className())
                    .put("words", findings.rules().get(i).words())
                    .put("items", counts.items())
                    .put("matched", counts.matched())
                    .put("overlapped", counts.overlapped())
                    .put("conflicted", counts.conflicted())
                    .put("known", counts.known())
                    .put("right", counts.right());
        }
        findings.fitted().ifPresent(fitted -> write(document.putObject("model"), fitted));
        bucket.put(
                Layout.ruleFindings(batch.id()),
                "application/json",
                Json.write(document).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(ObjectNode node, Fitted fitted) {
        node.put("items", fitted.items()).put("passes", fitted.passes()).put("converged", fitted.converged());
        ArrayNode shares = node.putArray("shares");
        fitted.model().shares().forEach(shares::add);
        ArrayNode rules = node.putArray("rules");
        fitted.model()
                .rules()
                .forEach(rule -> rules.addObject()
                        .put("class", rule.classIndex())
                        .put("hit", rule.hit())
                        .put("falseAlarm", rule.falseAlarm()));
    }

    /** What the rules showed; empty for a batch without rules, or before pass 1 is over. */
    public Optional<RuleFindings> findings(Batch batch) {
        return bucket.read(Layout.ruleFindings(batch.id())).map(Json::parse).map(RuleFiles::findings);
    }

    /** The batch's label model; empty if it has none. */
    Optional<LabelModel> model(Batch batch) {
        return batch.settings().prelabel() instanceof PrelabelSettings.Rules
                ? findings(batch).flatMap(RuleFindings::fitted).map(Fitted::model)
                : Optional.empty();
    }

    private static RuleFindings findings(JsonNode document) {
        List<Description> rules = new ArrayList<>();
        List<RuleCounts> counts = new ArrayList<>();
        for (JsonNode rule : document.get("rules")) {
            rules.add(new Description(
                    rule.get("class").textValue(), rule.get("words").textValue()));
            counts.add(new RuleCounts(
                    rule.get("items").longValue(),
                    rule.get("matched").longValue(),
                    rule.get("overlapped").longValue(),
                    rule.get("conflicted").longValue(),
                    rule.get("known").longValue(),
                    rule.get("right").longValue()));
        }
        return new RuleFindings(
                rules, counts, Optional.ofNullable(document.get("model")).map(RuleFiles::fitted));
    }

    private static Fitted fitted(JsonNode node) {
        List<Double> shares = new ArrayList<>();
        node.get("shares").forEach(share -> shares.add(share.doubleValue()));
        List<Trust> rules = new ArrayList<>();
        node.get("rules")
                .forEach(rule -> rules.add(new Trust(
                        rule.get("class").intValue(),
                        rule.get("hit").doubleValue(),
                        rule.get("falseAlarm").doubleValue())));
        return new Fitted(
                new LabelModel(shares, rules),
                node.get("items").longValue(),
                node.get("passes").intValue(),
                node.get("converged").booleanValue());
    }
}
