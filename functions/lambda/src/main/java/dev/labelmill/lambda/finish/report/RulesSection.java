package dev.labelmill.lambda.finish.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.weak.LabelModelFit.Fitted;
import dev.labelmill.core.weak.RuleCounts;
import dev.labelmill.core.weak.RuleFindings;
import dev.labelmill.lambda.finish.report.Table.Column;
import dev.labelmill.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How often each rule labels items, with others and against them, and how far it can be trusted; nothing without rules. */
final class RulesSection {

    private static final List<Column> COLUMNS = List.of(
            Column.text("For"),
            Column.number("Items labelled"),
            Column.number("Coverage"),
            Column.number("Overlaps"),
            Column.number("Conflicts"),
            Column.number("Right on gold"));

    private final Report report;

    RulesSection(Report report) {
        this.report = report;
    }

    /** The same for programs. */
    static ObjectNode json(RuleFindings findings, List<String> classes) {
        ObjectNode node = Json.object().put("combine", findings.fitted().isPresent() ? "label-model" : "weights");
        ArrayNode list = node.putArray("rules");
        for (int i = 0; i < findings.rules().size(); i++) {
            RuleCounts counts = findings.counts().get(i);
            ObjectNode rule = list.addObject()
                    .put("class", findings.rules().get(i).className())
                    .put("rule", findings.rules().get(i).words())
                    .put("labelled", counts.matched())
                    .put("coverage", counts.coverage())
                    .put("overlaps", counts.overlaps())
                    .put("conflicts", counts.conflicts())
                    .put("gold", counts.known())
                    .put("goldRight", counts.right());
            accuracy(findings, i).ifPresent(accuracy -> rule.put("estimatedAccuracy", accuracy));
        }
        findings.fitted().ifPresent(fitted -> model(node.putObject("labelModel"), fitted, classes));
        return node;
    }

    /** None of a rule that no other one can be compared with: the model has nothing but what it takes every rule for. */
    private static OptionalDouble accuracy(RuleFindings findings, int rule) {
        return findings.fitted().isPresent() && findings.counts().get(rule).overlaps() > 0
                ? OptionalDouble.of(findings.fitted().get().model().accuracy(rule))
                : OptionalDouble.empty();
    }

    private static void model(ObjectNode node, Fitted fitted, List<String> classes) {
        node.put("items", fitted.items()).put("passes", fitted.passes()).put("converged", fitted.converged());
        ArrayNode shares = node.putArray("estimatedShares");
        for (int k = 0; k < classes.size(); k++) {
            shares.addObject()
                    .put("class", classes.get(k))
                    .put("share", fitted.model().shares().get(k));
        }
    }

    void write(Html html) {
        report.rules().ifPresent(findings -> write(html, findings));
    }

    private static void write(Html html, RuleFindings findings) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (findings.fitted().isPresent()) {
            columns.add(Column.number("Estimated accuracy"));
        }
        html.open("section").element("h2", "Rules");
        Table table = Table.open(html, "Rule", columns);
        for (int i = 0; i < findings.rules().size(); i++) {
            row(table, findings, i);
        }
        table.close();
        html.element("p", explanation(findings), "class", "quiet").close();
    }

    private static void row(Table table, RuleFindings findings, int rule) {
        RuleCounts counts = findings.counts().get(rule);
        List<String> cells = new ArrayList<>(List.of(
                findings.rules().get(rule).className(),
                Words.count(counts.matched()),
                Words.percent(counts.coverage()),
                Words.percent(counts.overlaps()),
                Words.percent(counts.conflicts()),
                counts.known() == 0 ? Words.NONE : Words.count(counts.right()) + " of " + Words.count(counts.known())));
        if (findings.fitted().isPresent()) {
            cells.add(Words.percent(accuracy(findings, rule)));
        }
        table.row(findings.rules().get(rule).words(), cells);
    }

    private static String explanation(RuleFindings findings) {
        String fractions =
                "Coverage is the share of all items that a rule labels, overlaps that which another rule labels too,"
                        + " conflicts that which another rule labels otherwise.";
        return findings.fitted()
                .map(fitted -> fractions
                        + " Accuracy is estimated, of rules that overlap others, by a label model from which rules match which of "
                        + Words.counted(fitted.items(), "item", "items")
                        + ", without any known answer, as if rules were right or wrong independently of one another"
                        + (fitted.converged() ? "." : "; it had not settled when its passes ended."))
                .orElse(fractions);
    }
}
