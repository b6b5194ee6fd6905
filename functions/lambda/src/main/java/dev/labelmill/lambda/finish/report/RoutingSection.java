package dev.labelmill.lambda.finish.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.results.RoutingComparison;
import dev.labelmill.core.results.RoutingComparison.Speed;
import dev.labelmill.core.routing.RoutingReplay;
import dev.labelmill.core.routing.RoutingReplay.Outcome;
import dev.labelmill.lambda.finish.report.Table.Column;
import dev.labelmill.lambda.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What each way of routing would have bought of the labels that are there, and how long vendors' labels took to come; left out
 * where the crowd is one vendor.
 */
final class RoutingSection {

    private static final List<Column> WAYS = Stream.of(
                    "Labels", "Cost", "Right where the truth is known", "As the final label")
            .map(Column::number)
            .toList();

    private static final List<Column> SPEEDS = Stream.of("A label takes, it says", "It took", "Came in time", "Did not")
            .map(Column::number)
            .toList();

    private final Report report;

    RoutingSection(Report report) {
        this.report = report;
    }

    private static Optional<RoutingComparison> comparison(Report report) {
        return report.conclusion() instanceof Conclusion.OfClasses classes ? classes.routing() : Optional.empty();
    }

    /** The same for report.json, if there is anything to compare. */
    static Optional<ObjectNode> json(Report report) {
        return comparison(report).map(comparison -> {
            RoutingReplay replay = comparison.replay();
            ObjectNode node = Json.object()
                    .put("used", report.settings().routing().by().id())
                    .put("tasks", replay.tasks())
                    .put("choices", replay.choices());
            ObjectNode ways = node.putObject("replayed");
            for (Routing.By way : Routing.By.values()) {
                write(ways.putObject(way.id()), replay.byWay().get(way));
            }
            write(node.putObject("allLabels"), replay.all());
            ArrayNode turnarounds = node.putArray("turnarounds");
            comparison.speeds().forEach(speed -> write(turnarounds.addObject(), speed));
            return node;
        });
    }

    private static void write(ObjectNode node, Speed speed) {
        node.put("vendor", speed.vendor())
                .put("declaredSeconds", speed.declared().toSeconds())
                .put("inTime", speed.seen().answers())
                .put("expired", speed.expired());
        speed.seen()
                .mean()
                .ifPresentOrElse(mean -> node.put("measuredSeconds", mean), () -> node.putNull("measuredSeconds"));
    }

    private static void write(ObjectNode node, Outcome outcome) {
        node.put("labels", outcome.labels())
                .put("dollars", Dollars.of(outcome.nanos()))
                .put("judged", outcome.judged())
                .put("right", outcome.right())
                .put("asFinal", outcome.asTaken());
    }

    void write(Html html) {
        comparison(report).ifPresent(comparison -> write(html, comparison));
    }

    private void write(Html html, RoutingComparison comparison) {
        RoutingReplay replay = comparison.replay();
        html.open("section").element("h2", "Ways of routing");
        html.element("p", choices(replay));
        Table table = Table.open(html, "Way", WAYS);
        for (Routing.By way : Routing.By.values()) {
            row(table, way.id() + used(way), replay.byWay().get(way), replay.tasks());
        }
        row(table, "all labels that were bought", replay.all(), replay.tasks());
        table.close();
        html.element("p", method(), "class", "quiet");
        speeds(html, comparison.speeds());
        html.close();
    }

    private static void speeds(Html html, List<Speed> speeds) {
        if (speeds.isEmpty()) {
            return;
        }
        Table table = Table.open(html, "Vendor", SPEEDS);
        for (Speed speed : speeds) {
            OptionalDouble mean = speed.seen().mean();
            table.row(
                    speed.vendor(),
                    List.of(
                            Words.duration(speed.declared()),
                            mean.isPresent() ? Words.duration(seconds(mean.getAsDouble())) : Words.NONE,
                            Words.count(speed.seen().answers()),
                            Words.count(speed.expired())));
        }
        table.close();
        html.element(
                "p",
                "What a label took is the time that was waited for all that were asked for, those that did not come in time"
                        + " among them, for each that came: how long one waits who asks until there is one. A vendor"
                        + " that says nothing is taken to need all of its time.",
                "class",
                "quiet");
    }

    private static Duration seconds(double seconds) {
        return Duration.ofSeconds(Math.round(seconds));
    }

    private String used(Routing.By way) {
        return report.settings().routing().by() == way ? " (this batch)" : "";
    }

    private static void row(Table table, String name, Outcome outcome, long tasks) {
        table.row(
                name,
                List.of(
                        Words.count(outcome.labels()),
                        Words.dollars(outcome.nanos()),
                        outcome.judged() == 0
                                ? Words.NONE
                                : Words.count(outcome.right()) + " of " + Words.count(outcome.judged()),
                        Words.count(outcome.asTaken()) + " of " + Words.count(tasks)));
    }

    private static String choices(RoutingReplay replay) {
        return replay.choices() == 0
                ? "No task has labels of several vendors, so that there was nothing to choose and all ways buy the"
                        + " same."
                : "Ways differ on the " + Words.counted(replay.choices(), "task", "tasks") + " of "
                        + Words.count(replay.tasks()) + " that " + (replay.choices() == 1 ? "has" : "have")
                        + " labels of several vendors; on all others there was nothing to choose.";
    }

    private static String method() {
        return "A replay of this batch’s own labels: each way chooses among those that a task has, one at a time,"
                + " until the stop rule has enough. How vendors and annotators answer is learnt from the half of the tasks"
                + " that is not being decided, from more labels than a running batch has; labels that nobody bought cannot"
                + " be replayed, and no expert is asked. The truth is known of gold and of audited items. Prices are those"
                + " that batch.json expects.";
    }
}
