package dev.labelmill.lambda.finish.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.rounds.Forecast;
import dev.labelmill.core.rounds.RoundRecord.HeadRecord;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.lambda.finish.report.Table.Column;
import dev.labelmill.lambda.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What each round asked people, what was learnt from them and what that was worth; nothing for a batch without rounds. */
final class RoundsSection {

    private static final List<Column> COLUMNS = Stream.of(
                    "Items asked",
                    "Labels",
                    "Cost",
                    "Head right on held-out items",
                    "Accepted by the head",
                    "A further dollar was to buy")
            .map(Column::number)
            .toList();

    private final Report report;
    private final List<RoundResult> rounds;

    RoundsSection(Report report) {
        this.report = report;
        this.rounds = RoundResult.of(report);
    }

    /** The same for programs. */
    static ArrayNode json(Report report) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        RoundResult.of(report).forEach(round -> write(report, round, list.addObject()));
        return list;
    }

    private static void write(Report report, RoundResult round, ObjectNode node) {
        node.put("round", round.number())
                .put("stage", round.told().plan().stage().name().toLowerCase(Locale.ROOT))
                .put("reason", round.told().plan().reason())
                .put("people", round.people())
                .put("labels", round.labels())
                .put("labour", Dollars.of(round.nanos()));
        round.furtherDollar().ifPresent(items -> node.put("furtherDollar", items));
        if (round.told().plan().stage() == Stage.FINISH) {
            node.put("accepted", report.figures().autoAccepted());
        }
        round.told().plan().forecast().ifPresent(forecast -> write(forecast, node.putObject("expected")));
        round.told().head().ifPresent(head -> write(head, node.putObject("head")));
    }

    private static void write(Forecast forecast, ObjectNode node) {
        node.put("items", forecast.items())
                .put("errorRate", forecast.errorRate())
                .put("calibrationItems", forecast.calibrationItems())
                .put("chance", forecast.chance())
                .put("accepted", forecast.accepted());
    }

    private static void write(HeadRecord head, ObjectNode node) {
        node.put("examples", head.examples())
                .put("drawn", head.drawn())
                .put("accuracy", head.accuracy())
                .put("low", head.low())
                .put("high", head.high())
                .put("calibrationError", head.reliability().expectedError());
        ArrayNode bins = node.putArray("reliability");
        head.reliability()
                .bins()
                .forEach(bin -> bins.addObject()
                        .put("predictions", bin.predictions())
                        .put("confidence", bin.confidence())
                        .put("accuracy", bin.accuracy()));
    }

    void write(Html html) {
        if (rounds.isEmpty()) {
            return;
        }
        html.open("section").element("h2", "Rounds");
        Table table = Table.open(html, "Round", COLUMNS, Table.DENSE);
        rounds.forEach(round -> row(table, round));
        table.close();
        plots(html);
        html.element(
                        "p",
                        "How often a head is right is measured by cross-validation on the items drawn at random, with an interval"
                                + " of 95 % confidence. What is expected to be accepted is what an acceptance test of the head"
                                + " before the round would bring, as far as its own confidences can be believed; while it learns, a"
                                + " further dollar is worth what the dollars of the round before added to that, and later an"
                                + " average one of the round, experts’ answers to disputes paid for. Labels are counted"
                                + " to the round in whose time they came, at the batch’s mean price of a label.",
                        "class",
                        "quiet")
                .close();
    }

    private void row(Table table, RoundResult round) {
        Stage stage = round.told().plan().stage();
        table.row(
                round.number() + 1 + ", " + words(stage),
                List.of(
                        Words.count(round.people()),
                        Words.count(round.labels()),
                        Words.dollars(round.nanos()),
                        Words.unbroken(
                                round.told().head().map(RoundsSection::accuracy).orElse(Words.NONE)),
                        Words.unbroken(accepted(round)),
                        furtherDollar(round, stage)));
    }

    /** One for each head, of the items that its accuracy is told of. */
    private void plots(Html html) {
        html.open("div", "class", "plots");
        for (RoundResult round : rounds) {
            round.told()
                    .head()
                    .ifPresent(head ->
                            ReliabilityPlot.write(html, "After round " + (round.number() + 1), head.reliability()));
        }
        html.close();
        html.element(
                "p",
                "Each plot has how often a head is right on held-out items (upwards) over how sure it is of them (to the right),"
                        + " both from 0 to 100 %; on the line confidences are what they say, and below it they say too much. A"
                        + " point’s area is its number of items.",
                "class",
                "quiet");
    }

    private static String words(Stage stage) {
        return switch (stage) {
            case LEARN -> "to learn";
            case CALIBRATE -> "to judge the head";
            case FINISH -> "the rest";
        };
    }

    private static String accuracy(HeadRecord head) {
        return Words.percent(head.accuracy()) + " (" + Words.percent(head.low()) + " to " + Words.percent(head.high())
                + ")";
    }

    private String accepted(RoundResult round) {
        long items = Math.max(1, report.figures().items());
        if (round.told().plan().stage() == Stage.FINISH) {
            long accepted = report.figures().autoAccepted();
            return Words.count(accepted) + " (" + Words.percent((double) accepted / items) + ")";
        }
        return round.told()
                .plan()
                .forecast()
                .map(forecast -> Words.count(Math.round(forecast.accepted())) + " expected ("
                        + Words.percent(forecast.accepted() / items) + ")")
                .orElse(Words.NONE);
    }

    private static String furtherDollar(RoundResult round, Stage stage) {
        if (round.furtherDollar().isEmpty()) {
            return Words.NONE;
        }
        String items =
                Words.decimal(OptionalDouble.of(Math.abs(round.furtherDollar().getAsDouble())), 1);
        return switch (stage) {
            case LEARN -> items + (round.furtherDollar().getAsDouble() < 0 ? " fewer accepted" : " more accepted");
            case CALIBRATE -> items + " accepted";
            case FINISH -> items + " by people";
        };
    }
}
