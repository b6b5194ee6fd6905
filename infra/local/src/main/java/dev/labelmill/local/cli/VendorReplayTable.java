package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.routing.RoutingReplay.Outcome;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.scoring.VendorReplay;
import java.io.PrintWriter;
import java.util.Locale;

/** What each way of routing would have bought, on the screen and as JSON: means over the seeds. */
final class VendorReplayTable {

    private static final double NANOS = 1e9;

    private VendorReplayTable() {}

    static ObjectNode json(VendorReplay replay, double confidence, long seed) {
        ObjectNode json = Json.object()
                .put("tasks", replay.tasks())
                .put("choices", replay.choices())
                .put("confidence", confidence)
                .put("seed", seed)
                .put("seeds", replay.seeds());
        ObjectNode ways = json.putObject("routing");
        for (Routing.By way : Routing.By.values()) {
            write(ways.putObject(way.id()), replay.byWay().get(way), replay);
        }
        write(json.putObject("all"), replay.all(), replay);
        return json;
    }

    private static void write(ObjectNode node, Outcome outcome, VendorReplay replay) {
        if (outcome.judged() > 0) {
            node.put("accuracy", (double) outcome.right() / outcome.judged());
        }
        node.put("labelsPerTask", perTask(outcome.labels(), replay))
                .put("dollars", Dollars.share(outcome.nanos(), replay.seeds()))
                .put("dollarsPerThousandTasks", thousand(outcome, replay));
    }

    static void print(VendorReplay replay, PrintWriter out) {
        out.println(format("  %-22s %10s %13s %18s", "", "accuracy", "labels a task", "$ a thousand tasks"));
        for (Routing.By way : Routing.By.values()) {
            line(way.id(), replay.byWay().get(way), replay, out);
        }
        line("all labels", replay.all(), replay, out);
        out.println(format(
                "  %,d tasks, %,d of them with labels of several vendors; means of %,d draws; skills held out",
                replay.tasks(), replay.choices(), replay.seeds()));
        out.flush();
    }

    private static void line(String name, Outcome outcome, VendorReplay replay, PrintWriter out) {
        out.println(format(
                "  %-22s %10s %13.3f %18.2f",
                name,
                outcome.judged() == 0 ? "-" : format("%.4f", (double) outcome.right() / outcome.judged()),
                perTask(outcome.labels(), replay),
                thousand(outcome, replay)));
    }

    private static double perTask(long labels, VendorReplay replay) {
        return (double) labels / replay.tasks() / replay.seeds();
    }

    private static double thousand(Outcome outcome, VendorReplay replay) {
        return perTask(outcome.nanos(), replay) * 1000 / NANOS;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
