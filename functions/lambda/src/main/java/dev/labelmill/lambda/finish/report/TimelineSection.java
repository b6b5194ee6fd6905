package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.batch.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When the batch entered each phase, and how long it stayed. */
final class TimelineSection {

    private final Report report;

    TimelineSection(Report report) {
        this.report = report;
    }

    void write(Html html) {
        List<Report.Step> steps = report.steps();
        Instant start = steps.get(0).at();
        double whole = Math.max(
                1, Duration.between(start, steps.get(steps.size() - 1).at()).toMillis());
        html.open("section").element("h2", "Timeline");
        html.open("div", "class", "scroll")
                .open("table", "class", "bars timeline")
                .open("tbody");
        for (int i = 0; i < steps.size(); i++) {
            Instant at = steps.get(i).at();
            boolean isLast = i + 1 == steps.size();
            Duration took = isLast
                    ? Duration.ZERO
                    : Duration.between(at, steps.get(i + 1).at());
            String name = words(steps.get(i).phase(), hasRounds());
            html.open("tr").element("th", name, "scope", "row");
            html.element("td", Words.second(at), "class", "number quiet");
            html.element("td", isLast ? "" : Words.duration(took), "class", "number");
            html.open("td", "class", "wide");
            if (!isLast) {
                double from = Duration.between(start, at).toMillis() / whole;
                Bars.span(html, name + " took " + Words.duration(took), from, from + took.toMillis() / whole);
            }
            html.close().close();
        }
        html.close().close().close();
        html.element("p", note(), "class", "quiet");
        html.close();
    }

    private boolean hasRounds() {
        return !report.batch().rounds().isEmpty();
    }

    private String note() {
        return hasRounds()
                ? "When each phase first began, in UTC, and how long it was until the next one: later rounds, which score, route,"
                        + " label and train again, are told together with the first training."
                : "When each phase began, in UTC, and how long it took.";
    }

    /** A phase is noted when it first begins: between the first training and what comes after all rounds lie the later ones. */
    private static String words(Phase phase, boolean hasRounds) {
        if (hasRounds && phase == Phase.TRAINING) {
            return "training, later rounds";
        }
        return switch (phase) {
            case RECEIVED -> "received";
            case SCORING -> "scoring pre-labels";
            case ROUTING -> "routing items";
            case LABELLING -> "people labelling";
            case TRAINING -> "training a head";
            case AUDITING -> "completing audits";
            case FINISHING -> "writing results";
            case CLOSING, DONE, FAILED, CANCELLED -> "over";
        };
    }
}
