package dev.labelmill.lambda.finish.report;

import dev.labelmill.lambda.finish.report.Bars.Part;
import java.util.List;
import java.util.stream.LongStream;

/** How the labels spread over the classes. */
final class ClassesSection {

    private final Report report;

    ClassesSection(Report report) {
        this.report = report;
    }

    void write(Html html) {
        if (report.conclusion() instanceof Conclusion.OfClasses classes) {
            classes(
                    html,
                    classes.findings().acceptedByClass(),
                    classes.findings().peopleByClass());
        }
        if (report.conclusion() instanceof Conclusion.OfValues values
                && values.findings().partsByClass().length > 0) {
            parts(html, values.findings().partsByClass());
        }
    }

    private static Part part(String name, long count, String colour) {
        return new Part(name, count, Words.count(count), colour);
    }

    /** How often each class is chosen, drawn or marked, all of it by people. */
    private void parts(Html html, long[] parts) {
        long largest = LongStream.of(parts).max().orElse(1);
        html.open("section")
                .element("h2", "Classes in the labels")
                .open("div", "class", "scroll")
                .open("table", "class", "bars");
        html.open("tbody");
        for (int k = 0; k < parts.length; k++) {
            String name = report.settings().labelType().classes().get(k);
            html.open("tr").element("th", name, "scope", "row").element("td", Words.count(parts[k]), "class", "number");
            html.open("td", "class", "wide");
            Bars.small(html, name + ": " + Words.count(parts[k]) + " by people", largest, 0, parts[k]);
            html.close().close();
        }
        html.close().close().close().close();
    }

    private void classes(Html html, long[] accepted, long[] people) {
        long largest = 1;
        for (int k = 0; k < accepted.length; k++) {
            largest = Math.max(largest, accepted[k] + people[k]);
        }
        html.open("section")
                .element("h2", "Labels by class")
                .open("div", "class", "scroll")
                .open("table", "class", "bars");
        html.open("tbody");
        for (int k = 0; k < accepted.length; k++) {
            String name = report.settings().singleChoice().name(k);
            long all = accepted[k] + people[k];
            html.open("tr").element("th", name, "scope", "row").element("td", Words.count(all), "class", "number");
            html.open("td", "class", "wide");
            Bars.small(
                    html,
                    name + ": " + Words.count(accepted[k]) + " pre-labels accepted, " + Words.count(people[k])
                            + " by people",
                    largest,
                    accepted[k],
                    people[k]);
            html.close().close();
        }
        html.close().close().close();
        Bars.legend(
                html,
                List.of(
                        part("pre-label accepted", LongStream.of(accepted).sum(), "auto"),
                        part("decided by people", LongStream.of(people).sum(), "people")));
        html.close();
    }
}
