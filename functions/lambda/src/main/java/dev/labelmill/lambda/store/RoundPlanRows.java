package dev.labelmill.lambda.store;

import dev.labelmill.core.calibration.Cutoff;
import dev.labelmill.core.calibration.Reliability;
import dev.labelmill.core.rounds.CalibrationDraw;
import dev.labelmill.core.rounds.Forecast;
import dev.labelmill.core.rounds.RoundPlan;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.rounds.RoundRecord.HeadRecord;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.sampling.Selection;
import java.util.List;
import java.util.Optional;

/** A round's plan, and the record of a round, ↔ the part of the batch's row that holds it. */
final class RoundPlanRows {

    private RoundPlanRows() {}

    static Row write(RoundPlan plan) {
        Row row = Row.nested().set("stage", plan.stage().name()).set("reason", plan.reason());
        plan.informative()
                .ifPresent(selection -> row.setStrings(
                        "cuts",
                        selection.cuts().stream()
                                .map(cut -> cut.bin() + " " + cut.share())
                                .toList()));
        plan.calibration()
                .ifPresent(draw -> row.set(
                        "calibration",
                        Row.nested()
                                .set("lowestBin", draw.lowestBin())
                                .set("rate", draw.rate())
                                .asMap()));
        plan.accept().ifPresent(cutoff -> row.set("accept", write(cutoff).asMap()));
        plan.forecast()
                .ifPresent(forecast -> row.set("forecast", write(forecast).asMap()));
        return row;
    }

    static Row write(RoundRecord round) {
        Row row = Row.nested()
                .set("plan", write(round.plan()).asMap())
                .set("people", round.people())
                .set("labels", round.labels());
        round.head()
                .ifPresent(head -> row.set(
                        "head",
                        Row.nested()
                                .set("examples", head.examples())
                                .set("drawn", head.drawn() ? 1 : 0)
                                .set("accuracy", head.accuracy())
                                .set("low", head.low())
                                .set("high", head.high())
                                .setStrings(
                                        "reliability",
                                        head.reliability().bins().stream()
                                                .map(bin -> bin.predictions() + " " + bin.confidence() + " "
                                                        + bin.accuracy())
                                                .toList())
                                .asMap()));
        return row;
    }

    static RoundRecord readRecord(Row row) {
        return new RoundRecord(
                read(row.map("plan")),
                row.number("people"),
                row.number("labels"),
                part(row, "head")
                        .map(head -> new HeadRecord(
                                (int) head.number("examples"),
                                head.number("drawn") == 1,
                                head.decimal("accuracy"),
                                head.decimal("low"),
                                head.decimal("high"),
                                new Reliability(head.strings("reliability").stream()
                                        .map(RoundPlanRows::readBin)
                                        .toList()))));
    }

    private static Reliability.Bin readBin(String text) {
        List<String> parts = List.of(text.split(" "));
        return new Reliability.Bin(
                Integer.parseInt(parts.get(0)), Double.parseDouble(parts.get(1)), Double.parseDouble(parts.get(2)));
    }

    private static Row write(Cutoff cutoff) {
        return Row.nested()
                .set("threshold", cutoff.threshold())
                .set("bin", cutoff.bin())
                .set("items", cutoff.calibrationItems())
                .set("errors", cutoff.calibrationErrors())
                .set("bound", cutoff.bound())
                .set("reason", cutoff.reason());
    }

    private static Row write(Forecast forecast) {
        return Row.nested()
                .set("lowestBin", forecast.lowestBin())
                .set("items", forecast.items())
                .set("errorRate", forecast.errorRate())
                .set("calibrationItems", forecast.calibrationItems())
                .set("chance", forecast.chance());
    }

    static RoundPlan read(Row row) {
        return new RoundPlan(
                Stage.valueOf(row.string("stage")),
                row.has("cuts")
                        ? Optional.of(new Selection(row.strings("cuts").stream()
                                .map(RoundPlanRows::readCut)
                                .toList()))
                        : Optional.empty(),
                part(row, "calibration")
                        .map(draw -> new CalibrationDraw((int) draw.number("lowestBin"), draw.decimal("rate"))),
                part(row, "accept").map(RoundPlanRows::readCutoff),
                part(row, "forecast").map(RoundPlanRows::readForecast),
                row.string("reason"));
    }

    private static Optional<Row> part(Row row, String name) {
        return row.has(name) ? Optional.of(row.map(name)) : Optional.empty();
    }

    private static Selection.Cut readCut(String text) {
        List<String> parts = List.of(text.split(" "));
        return new Selection.Cut(Integer.parseInt(parts.get(0)), Double.parseDouble(parts.get(1)));
    }

    private static Cutoff readCutoff(Row row) {
        return new Cutoff(
                row.decimal("threshold"),
                (int) row.number("bin"),
                (int) row.number("items"),
                (int) row.number("errors"),
                row.decimal("bound"),
                row.string("reason"));
    }

    private static Forecast readForecast(Row row) {
        return new Forecast(
                (int) row.number("lowestBin"),
                row.number("items"),
                row.decimal("errorRate"),
                row.number("calibrationItems"),
                row.decimal("chance"));
    }
}
