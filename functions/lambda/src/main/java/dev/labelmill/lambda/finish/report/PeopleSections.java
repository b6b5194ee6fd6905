package dev.labelmill.lambda.finish.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How well people agree, who they are, and where they contradict the pre-labels. */
final class PeopleSections {

    /** A larger matrix fits no page. */
    private static final int MOST_CLASSES = 24;

    /** What a person remembers. */
    private static final int MOST_PAIRS = 5;

    private final Report report;

    PeopleSections(Report report) {
        this.report = report;
    }

    void write(Html html) {
        new AgreementSection(report).write(html);
        new AnnotatorSection(report.conclusion()).write(html);
        if (report.conclusion() instanceof Conclusion.OfClasses classes) {
            confusion(html, classes.findings().prelabelAgainstPeople());
        }
    }

    private void confusion(Html html, long[][] counts) {
        long all = 0;
        long same = 0;
        for (int k = 0; k < counts.length; k++) {
            same += counts[k][k];
            for (long count : counts[k]) {
                all += count;
            }
        }
        if (all == 0) {
            return;
        }
        html.open("section").element("h2", "Pre-label against people");
        html.element(
                "p",
                covered(all) + ", the pre-label was the people’s answer for " + Words.percent((double) same / all)
                        + ". Rows: pre-label; columns: the people’s label.",
                "class",
                "quiet");
        if (counts.length <= MOST_CLASSES) {
            matrix(html, counts);
        } else {
            Bars.heat(html, "Pre-labels (rows) against people (columns), " + counts.length + " classes", counts);
        }
        confused(html, counts);
        html.close();
    }

    /** How the items that are compared are part of all that were sent to people, which is what the report tells elsewhere. */
    private String covered(long compared) {
        long people = report.figures().people();
        String sent = "Of the " + Words.counted(people, "item", "items") + " sent to people";
        if (compared == people) {
            return sent;
        }
        return report.batch().rounds().isEmpty()
                ? sent + ", " + Words.count(compared) + " had a pre-label. Of these"
                : sent + " in all rounds, the " + Words.count(compared) + " of the last round had a pre-label; earlier"
                        + " rounds teach and judge the head, without showing its opinion. Of these "
                        + Words.count(compared);
    }

    /** The pairs of classes that go wrong most often. */
    private void confused(Html html, long[][] counts) {
        List<int[]> pairs = new ArrayList<>();
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                if (row != column && counts[row][column] > 0) {
                    pairs.add(new int[] {row, column});
                }
            }
        }
        if (pairs.isEmpty()) {
            return;
        }
        String worst = pairs.stream()
                .sorted(Comparator.comparingLong((int[] pair) -> counts[pair[0]][pair[1]])
                        .reversed())
                .limit(MOST_PAIRS)
                .map(pair -> "“" + report.conclusion().className(pair[0]) + "” for “"
                        + report.conclusion().className(pair[1]) + "” (" + Words.count(counts[pair[0]][pair[1]]) + ")")
                .collect(Collectors.joining(", "));
        html.element("p", "Wrong most often, by the people’s word: " + worst + ".", "class", "quiet");
    }

    private void matrix(Html html, long[][] counts) {
        html.open("div", "class", "scroll")
                .open("table", "class", "matrix")
                .open("thead")
                .open("tr")
                .element("td", "");
        report.settings().labelType().classes().forEach(name -> html.element("th", name, "scope", "col"));
        html.close().close().open("tbody");
        for (int row = 0; row < counts.length; row++) {
            html.open("tr").element("th", report.settings().singleChoice().name(row), "scope", "row");
            long largest = 1;
            for (long count : counts[row]) {
                largest = Math.max(largest, count);
            }
            for (int column = 0; column < counts.length; column++) {
                long count = counts[row][column];
                String shade = "h" + (long) Math.ceil(5.0 * count / largest);
                html.element(
                        "td", count == 0 ? "" : Words.count(count), "class", row == column ? shade : shade + " off");
            }
            html.close();
        }
        html.close().close().close();
    }
}
