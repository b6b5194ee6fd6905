package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.work.Statement;
import dev.labelmill.lambda.stage.ReportSchema;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.LabelRows;
import dev.labelmill.lambda.store.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What labels cost, by each who keeps count of it: all must say the same to the nano-dollar. */
final class Books {

    private final Stage stage;
    private final TextBatch batch;
    private final List<Row> rows;
    private final List<String> wrongs = new ArrayList<>();

    private Books(Stage stage, TextBatch batch) {
        this.stage = stage;
        this.batch = batch;
        this.rows = stage.rows();
    }

    /** Where they differ, in sentences. */
    static List<String> wrongs(Stage stage, TextBatch batch) {
        Books books = new Books(stage, batch);
        long paid = batch.vendors().stream().mapToLong(books::compare).sum();
        books.compareReport(paid);
        books.compareBudget(paid);
        batch.dayNanos().ifPresent(books::compareDays);
        return books.wrongs;
    }

    /** @return what a vendor's label rows say */
    private long compare(String vendor) {
        long paid = rows.stream()
                .filter(row -> row.sk().startsWith(Keys.LABEL_SK + vendor + "#"))
                .mapToLong(row -> LabelRows.read(row).priceNanos())
                .sum();
        differ("statement of " + vendor, stated(vendor), paid);
        differ(
                "tally of " + vendor,
                stage.tallies().total(Keys.batchTally(batch.id())).get("paid." + vendor),
                paid);
        differ("annotators of " + vendor, annotators(vendor), paid);
        return paid;
    }

    private void differ(String who, long says, long paid) {
        if (says != paid) {
            wrongs.add("the " + who + " says " + says + " nano-dollars, label rows say " + paid);
        }
    }

    /** But for bonus and minimum fee, which are on statements alone. */
    private long stated(String vendor) {
        LocalDate today = LocalDate.ofInstant(stage.now, ZoneOffset.UTC);
        Statement statement = new Statement(LocalDate.ofInstant(Stage.START, ZoneOffset.UTC), today.plusDays(1));
        stage.labels()
                .ofVendor(vendor)
                .forEach(label -> statement.add(label.batch(), label.purpose().name(), label.postings()));
        Batch settled = stage.batches().get(batch.id()).orElseThrow();
        return statement.lines(id -> settled.settings().vendor(vendor).map(Vendor::price)).stream()
                .filter(line -> List.of("LABEL", "CORRECTION", "DELETION").contains(line.kind()))
                .mapToLong(line -> line.work().nanos())
                .sum();
    }

    private long annotators(String vendor) {
        return rows.stream()
                .map(Row::pk)
                .filter(pk -> pk.startsWith(Keys.TALLY + "tests#" + vendor + "#"))
                .distinct()
                .mapToLong(tally -> stage.tallies().total(tally).get("money"))
                .sum();
    }

    private void compareReport(long paid) {
        JsonNode report = ReportSchema.parse(stage.text("results/" + batch.id() + "/report.json"));
        BigDecimal told = report.at("/cost/labour")
                .decimalValue()
                .add(report.at("/cost/qualityControl").decimalValue());
        if (told.compareTo(Dollars.of(paid)) != 0) {
            wrongs.add("the report says " + told + " dollars, label rows say " + Dollars.of(paid));
        }
    }

    private void compareBudget(long paid) {
        if (!batch.way().keepsAccount()) {
            return;
        }
        Account account = new BudgetStore(stage.table()).of(batch.id());
        if (!account.equals(new Account(paid, 0))) {
            wrongs.add("the budget says " + account + ", and the labels cost " + paid);
        }
        if (paid > batch.limitNanos()) {
            wrongs.add("the labels cost " + paid + " of " + batch.limitNanos() + " nano-dollars");
        }
    }

    /** A label counts on the day that it was asked for, whenever it comes. */
    private void compareDays(long limit) {
        BudgetStore budgets = new BudgetStore(stage.table());
        Map<LocalDate, Long> paid = new TreeMap<>();
        Outcome.labels(stage)
                .forEach(label -> paid.merge(
                        budgets.reservation(batch.id(), label.dispatch())
                                .orElseThrow()
                                .day(),
                        label.priceNanos(),
                        Long::sum));
        LocalDate.ofInstant(Stage.START, ZoneOffset.UTC)
                .datesUntil(LocalDate.ofInstant(stage.now, ZoneOffset.UTC).plusDays(1))
                .forEach(day -> compareDay(budgets.of(batch.id(), day), day, paid.getOrDefault(day, 0L), limit));
    }

    private void compareDay(Account account, LocalDate day, long paid, long limit) {
        if (!account.equals(new Account(paid, 0))) {
            wrongs.add("the budget says " + account + " of " + day + ", whose labels cost " + paid);
        }
        if (paid > limit) {
            wrongs.add("the labels of " + day + " cost " + paid + " of " + limit + " nano-dollars");
        }
    }
}
