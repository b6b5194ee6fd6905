package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.BatchFigures.Work;
import dev.labelmill.core.results.ByHand;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.finish.report.Bars.Part;
import dev.labelmill.lambda.finish.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What the batch cost, for what, and what labelling everything by hand would have. */
final class CostSection {

    private static final String BY_HAND = "Everything by hand";

    private static final List<Column> PURPOSES = Stream.of("Labels", "Dollars", "A label", "Hours of work")
            .map(Column::number)
            .toList();

    private final BatchFigures figures;

    CostSection(Report report) {
        this.figures = report.figures();
    }

    void write(Html html) {
        html.open("section")
                .open("h2")
                .text("What it cost ")
                .element("span", Words.dollars(figures.totalNanos()), "class", "total")
                .close();
        savings(html);
        Bars.legend(html, kinds());
        purposes(html);
        html.close();
    }

    private List<Part> kinds() {
        List<Part> kinds = new ArrayList<>(List.of(
                money("labour", figures.labourNanos(), "people"),
                money("quality control", figures.qualityControlNanos(), "gold"),
                money("platform", figures.platformTotalNanos(), "auto")));
        if (figures.modelNanos() > 0) {
            kinds.add(money("hosted models", figures.modelNanos(), "line"));
        }
        return kinds;
    }

    private static Part money(String name, long nanos, String colour) {
        return new Part(name, nanos, Words.dollars(nanos), colour);
    }

    private void savings(Html html) {
        Optional<ByHand> byHand = ByHand.of(figures);
        byHand.ifPresent(hand -> html.element("p", verdict(hand), "class", "verdict"));
        long full = Math.max(figures.totalNanos(), byHand.map(ByHand::nanos).orElse(0L));
        html.open("div", "class", "scroll").open("table", "class", "bars").open("tbody");
        row(html, "This batch", figures.totalNanos(), full, kinds());
        byHand.ifPresent(
                hand -> row(html, BY_HAND, hand.nanos(), full, List.of(money("labour by hand", hand.nanos(), "line"))));
        html.close().close().close();
        html.element("p", byHand.map(this::arithmetic).orElseGet(this::unknown), "class", "quiet");
    }

    private static void row(Html html, String name, long nanos, long full, List<Part> parts) {
        html.open("tr").element("th", name, "scope", "row").element("td", Words.dollars(nanos), "class", "number");
        html.open("td", "class", "wide");
        Bars.against(html, name + ": " + Words.dollars(nanos), full, parts);
        html.close().close();
    }

    /** What was saved, or what it cost more. */
    static String verdict(ByHand hand) {
        String amount = Words.dollars(Math.abs(hand.savedNanos()));
        String share = Words.percent(Math.abs(hand.savedShare()));
        if (hand.savedNanos() == 0) {
            return "It cost as much as labelling everything by hand would have.";
        }
        return hand.savedNanos() > 0
                ? "It saved " + amount + ", " + share + " of what labelling everything by hand would have cost."
                : "It cost " + amount + ", " + share + ", more than labelling everything by hand without any quality "
                        + "control.";
    }

    private String arithmetic(ByHand hand) {
        return BY_HAND + " is " + Words.counted(hand.items(), "item", "items") + " × "
                + Words.decimal(OptionalDouble.of(hand.labelsPerItem()), 3) + " labels an item that people got × "
                + Words.price(hand.pricePerLabel()) + " a label, this batch’s mean price, which is "
                + Words.dollars(hand.nanos())
                + "; exactly, items × labour ÷ items that people got: "
                + Words.count(hand.items()) + " × " + Words.exact(hand.labourNanos()) + " ÷ "
                + Words.count(hand.people()) + " = " + Words.exact(hand.nanos()) + ". Less "
                + Words.exact(hand.totalNanos()) + " for this batch it leaves " + Words.exact(hand.savedNanos())
                + ". It is an upper estimate where people got the harder items"
                + (figures.qualityControlNanos() == 0
                        ? "."
                        : ", and has no audits or known answers in it, which this batch has paid for.");
    }

    private String unknown() {
        return figures.people() == 0
                ? "What labelling by hand would have cost is not known: no item was sent to people."
                : "What labelling by hand would have cost is not known: no label of people has a price.";
    }

    private void purposes(Html html) {
        Table table = Table.open(html, "Labels bought as", PURPOSES);
        purpose(table, "labels", Purpose.LABEL);
        bought(table, "adjudications by experts", Purpose.ADJUDICATION);
        bought(table, "answers on gold", Purpose.GOLD);
        bought(table, "audits by experts", Purpose.AUDIT);
        table.close();
    }

    private void bought(Table table, String name, Purpose purpose) {
        if (figures.work().get(purpose).labels() > 0) {
            purpose(table, name, purpose);
        }
    }

    private void purpose(Table table, String name, Purpose purpose) {
        Work work = figures.work().get(purpose);
        table.row(
                name,
                List.of(
                        Words.count(work.labels()),
                        Words.dollars(work.nanos()),
                        work.labels() == 0 ? Words.NONE : Words.price(Dollars.share(work.nanos(), work.labels())),
                        Words.hours(work.millis())));
    }
}
