package dev.labelmill.lambda.finish.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.rounds.Forecast;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.rounds.RoundRecord.HeadRecord;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What each round asked people, and what was learnt from them; nothing for a batch without rounds. */
final class RoundsSection {

    private final List<Round> rounds;

    RoundsSection(Report report) {
        this.rounds = rounds(report);
    }

    /**
     * A round with what came of it.
     *
     * @param people items that people were asked about in it
     * @param labels that they gave, those for other rounds' tasks that came in this one's time too
     */
    private record Round(int number, RoundRecord told, long people, long labels) {}

    private static List<Round> rounds(Report report) {
        List<RoundRecord> told = report.batch().rounds();
        List<Round> rounds = new ArrayList<>();
        long labels = report.figures().work().get(Purpose.LABEL).labels();
        for (int i = 0; i < told.size(); i++) {
            boolean isLast = i + 1 == told.size();
            long peopleAfter =
                    isLast ? report.figures().people() : told.get(i + 1).people();
            long labelsAfter = isLast ? labels : told.get(i + 1).labels();
            rounds.add(new Round(
                    i,
                    told.get(i),
                    peopleAfter - told.get(i).people(),
                    labelsAfter - told.get(i).labels()));
        }
        return rounds;
    }

    /** The same for programs. */
    static ArrayNode json(Report report) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        rounds(report).forEach(round -> write(round, list.addObject()));
        return list;
    }

    private static void write(Round round, ObjectNode node) {
        node.put("round", round.number())
                .put("stage", round.told().plan().stage().name().toLowerCase(Locale.ROOT))
                .put("reason", round.told().plan().reason())
                .put("people", round.people())
                .put("labels", round.labels());
        round.told().plan().forecast().ifPresent(forecast -> write(forecast, node.putObject("expected")));
        round.told()
                .head()
                .ifPresent(head -> node.putObject("head")
                        .put("examples", head.examples())
                        .put("drawn", head.drawn())
                        .put("accuracy", head.accuracy())
                        .put("low", head.low())
                        .put("high", head.high()));
    }

    private static void write(Forecast forecast, ObjectNode node) {
        node.put("items", forecast.items())
                .put("errorRate", forecast.errorRate())
                .put("calibrationItems", forecast.calibrationItems())
                .put("chance", forecast.chance());
    }

    void write(Html html) {
        if (rounds.isEmpty()) {
            return;
        }
        html.open("section").element("h2", "Rounds");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String column :
                List.of("Round", "Items asked", "Labels", "Head right on held-out items", "Expected of it")) {
            html.element("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        rounds.forEach(round -> row(html, round));
        html.close().close().close();
        html.element(
                        "p",
                        "How often a head is right is measured by cross-validation on the items drawn at random, with an interval"
                                + " of 95 % confidence. What is expected is what an acceptance test of the head before the round"
                                + " would bring, as far as its own confidences can be believed. Labels are counted to the round in"
                                + " whose time they came.",
                        "class",
                        "quiet")
                .close();
    }

    private static void row(Html html, Round round) {
        html.open("tr")
                .element(
                        "th",
                        round.number() + 1 + ", " + words(round.told().plan().stage()),
                        "scope",
                        "row");
        html.element("td", Words.count(round.people()), "class", "number");
        html.element("td", Words.count(round.labels()), "class", "number");
        html.element("td", round.told().head().map(RoundsSection::accuracy).orElse("–"), "class", "number");
        html.element(
                        "td",
                        round.told()
                                .plan()
                                .forecast()
                                .map(RoundsSection::expected)
                                .orElse("–"))
                .close();
    }

    private static String words(Stage stage) {
        return switch (stage) {
            case LEARN -> "to learn";
            case CALIBRATE -> "to judge the head";
            case FINISH -> "the rest";
        };
    }

    private static String accuracy(HeadRecord head) {
        return Words.percent(OptionalDouble.of(head.accuracy())) + " (" + Words.percent(OptionalDouble.of(head.low()))
                + " to " + Words.percent(OptionalDouble.of(head.high())) + ")";
    }

    private static String expected(Forecast forecast) {
        return Words.count(Math.round(forecast.accepted())) + " items accepted";
    }
}
