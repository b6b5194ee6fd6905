package dev.labelmill.local.cli;

import dev.labelmill.core.cost.Estimate;
import dev.labelmill.core.cost.Estimate.Line;
import dev.labelmill.core.results.Dollars;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** An estimate as a person reads it: each product of the sum on a line. */
final class EstimateTable {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Estimate estimate;
    private final List<String> notes;

    /** @param notes sentences on where its numbers are from */
    EstimateTable(Estimate estimate, List<String> notes) {
        this.estimate = estimate;
        this.notes = List.copyOf(notes);
    }

    void print(PrintWriter out) {
        out.println(format(
                "%,d %s in %,d %s: %,d auto-accepted, %,d to people, %,d known",
                estimate.items(),
                estimate.items() == 1 ? "item" : "items",
                estimate.batches(),
                estimate.batches() == 1 ? "batch" : "batches",
                estimate.autoAccepted(),
                estimate.people(),
                estimate.gold()));
        notes.forEach(note -> out.println("  " + note));
        section(out, "labour", List.of(estimate.labour()));
        section(out, "quality control", estimate.qualityControl());
        section(out, "platform", estimate.platform());
        out.println();
        out.println(format("  %-22s %14s", "total", dollars(estimate.total())));
        out.println(format("  %-22s %14s", "an item", dollars(estimate.perItem())));
        section(out, "an hour, whatever is labelled in it,", estimate.hourly());
        out.println();
        marginal(out, "a million human-labelled items, 3 labels", Estimate.ofMillionHuman(estimate.prices()));
        marginal(out, "a million auto-accepted items", Estimate.ofMillionAccepted(estimate.prices()));
        out.println(format(
                "  Platform prices of %s, %s, %s; units as measured by runs in the repository.",
                estimate.prices().date(),
                estimate.prices().region(),
                estimate.prices().architecture()));
        out.flush();
    }

    private static void marginal(PrintWriter out, String name, Estimate million) {
        out.println(format("  platform of %-42s %12s", name, dollars(Estimate.sum(million.platform()))));
    }

    private static void section(PrintWriter out, String name, List<Line> lines) {
        out.println();
        out.println(format("  %s %s", name, dollars(Estimate.sum(lines))));
        for (Line line : lines) {
            out.println(format(
                    "    %-22s %14s  = %s %s × $%s",
                    line.name(),
                    dollars(line.dollars()),
                    number(line.quantity()),
                    unit(line),
                    line.price().stripTrailingZeros().toPlainString()));
        }
    }

    /** Units are named in the plural. */
    private static String unit(Line line) {
        return line.quantity().compareTo(BigDecimal.ONE) == 0
                ? line.unit().substring(0, line.unit().length() - 1)
                : line.unit();
    }

    /** Whole from a hundred on: nobody sends a part of a request, and below it is the mean that tells. */
    private static String number(BigDecimal quantity) {
        BigDecimal rounded = quantity.compareTo(HUNDRED) < 0 ? quantity : quantity.setScale(0, RoundingMode.HALF_UP);
        BigDecimal stripped = rounded.stripTrailingZeros();
        return format("%,." + Math.max(0, Math.min(3, stripped.scale())) + "f", stripped);
    }

    /** Cents, and below a dollar six decimals. */
    private static String dollars(BigDecimal amount) {
        int decimals = amount.signum() != 0 && amount.compareTo(BigDecimal.ONE) < 0 ? 6 : 2;
        return Dollars.text(format("%,." + decimals + "f", amount.setScale(decimals, RoundingMode.HALF_UP)));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
