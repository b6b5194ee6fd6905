package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.work.Statement;
import dev.labelmill.lambda.stage.ReportSchema;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statement, tallies, report, budget and the label rows themselves say the same, whatever a batch has lived through. */
class PaidRunTest {

    private static final LocalDate FIRST = day(Stage.START);

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({"2, 1.6", "5, 1.9"})
    void statement_tallies_report_budget_and_label_rows_agree_to_the_nano_dollar(long seed, String dollars) {
        PaidRun run = new PaidRun(seed, dollars).run();

        long paid = PaidRun.VENDORS.stream().mapToLong(run.owed::nanos).sum();
        PaidRun.VENDORS.forEach(vendor -> assertVendorsBooksAgree(run, vendor));
        assertReport(run, paid);
        assertBudget(run, paid, dollars);
        assertThat(run.batch().isStopped()).as("the money was spent").isTrue();
        assertThat(run.refused()).isPositive();
        assertThat(run.repeated()).as("duplicates").isPositive();
        assertThat(run.owed.corrections()).as("corrections").isPositive();
        assertThat(run.owed.deletions()).as("deletions").isPositive();
    }

    private static void assertVendorsBooksAgree(PaidRun run, String vendor) {
        long owed = run.owed.nanos(vendor);
        assertThat(scanned(run.stage, vendor)).as("rows of " + vendor).isEqualTo(owed);
        assertThat(stated(run, vendor, FIRST, day(run.stage.now).plusDays(1)))
                .as("statement of " + vendor)
                .isEqualTo(owed);
        assertThat(Stream.iterate(FIRST, day -> day.isBefore(day(run.stage.now).plusDays(1)), day -> day.plusDays(1))
                        .mapToLong(day -> stated(run, vendor, day, day.plusDays(1)))
                        .sum())
                .as("statements of each day of " + vendor)
                .isEqualTo(owed);
        assertThat(totals(run).get("paid." + vendor)).as("tally of " + vendor).isEqualTo(owed);
        assertThat(annotators(run.stage, vendor)).as("annotators of " + vendor).isEqualTo(owed);
    }

    private static Counters totals(PaidRun run) {
        return run.stage.tallies().total(Keys.batchTally("b"));
    }

    /** By what the rows say plainly, without the accounts that the statement is made from. */
    private static long scanned(Stage stage, String vendor) {
        return stage.rows().stream()
                .filter(row -> row.pk().startsWith("TASK#") && row.sk().startsWith("LABEL#" + vendor + "#"))
                .mapToLong(row -> row.number("price"))
                .sum();
    }

    private static long annotators(Stage stage, String vendor) {
        List<String> tallies = stage.rows().stream()
                .map(Row::pk)
                .filter(pk -> pk.startsWith("TALLY#demo#" + vendor + "#"))
                .distinct()
                .toList();
        return tallies.stream()
                .mapToLong(tally -> stage.tallies().total(tally).get("money"))
                .sum();
    }

    /** The lines but for bonus and minimum fee, which are on statements alone. */
    private static long stated(PaidRun run, String vendor, LocalDate from, LocalDate to) {
        Statement statement = new Statement(from, to);
        run.stage
                .labels()
                .ofVendor(vendor)
                .forEach(label -> statement.add(label.batch(), label.purpose().name(), label.postings()));
        List<Statement.Line> lines = statement.lines(batch -> run.stage
                .batches()
                .get(batch)
                .orElseThrow()
                .settings()
                .vendor(vendor)
                .map(Vendor::price));
        long all = sum(lines, line -> !line.kind().equals("TOTAL"));
        assertThat(sum(lines, line -> line.kind().equals("TOTAL"))).isEqualTo(all);
        return sum(lines, line -> List.of("LABEL", "CORRECTION", "DELETION").contains(line.kind()));
    }

    private static long sum(List<Statement.Line> lines, Predicate<Statement.Line> which) {
        return lines.stream()
                .filter(which)
                .mapToLong(line -> line.work().nanos())
                .sum();
    }

    private static void assertReport(PaidRun run, long paid) {
        JsonNode report = ReportSchema.parse(run.stage.text("results/b/report.json"));
        JsonNode cost = report.path("cost");
        assertThat(cost.path("labour")
                        .decimalValue()
                        .add(cost.path("qualityControl").decimalValue()))
                .as("report")
                .isEqualByComparingTo(Dollars.of(paid));
        assertThat(report.path("labels").asLong())
                .isEqualTo(run.stage.rows().stream()
                        .filter(row -> row.sk().startsWith("LABEL#") && row.has("answer"))
                        .count());
    }

    private static void assertBudget(PaidRun run, long paid, String dollars) {
        BudgetStore budgets = new BudgetStore(run.stage.table());
        assertThat(budgets.of("b")).isEqualTo(new Account(paid, 0));
        assertThat(Dollars.of(paid)).isLessThanOrEqualTo(new BigDecimal(dollars));
        long days = Stream.iterate(FIRST, day -> day.isBefore(day(run.stage.now)), day -> day.plusDays(1))
                .map(day -> budgets.of("b", day))
                .peek(account -> assertThat(account.committed()).isLessThanOrEqualTo(1_900_000_000L))
                .mapToLong(Account::committed)
                .sum();
        assertThat(days).isEqualTo(paid);
    }
}
