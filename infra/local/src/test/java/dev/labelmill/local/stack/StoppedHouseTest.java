package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.work.Statement;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch in the whole pipeline whose money is spent before its items are labelled. */
class StoppedHouseTest {

    private static final List<String> VENDORS = List.of("north", "south", "experts");

    @TempDir
    Path temp;

    @Test
    void a_batch_ends_with_what_its_budget_paid_for_and_all_books_agree() throws Exception {
        Path folder = new TextBatch("stopped", 40, 0.5, 4, 2).write(temp);
        Path settings = folder.resolve("batch.json");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("\"vendors\"", "\"budget\": {\"dollars\": 0.9, \"stop\": true}, \"vendors\""));
        try (House house = new House(temp, Faults.none())) {
            Batch batch = house.run(folder, Duration.ofMinutes(2));

            assertThat(batch.phase()).as(batch.note()).isEqualTo(Phase.DONE);
            assertThat(batch.isStopped()).isTrue();
            JsonNode report = Json.parse(
                    house.bucket().read("results/stopped/report.json").orElseThrow());
            assertThat(report.path("unlabelled").asLong()).isPositive();
            long paid = VENDORS.stream()
                    .mapToLong(vendor -> paid(house.table(), vendor))
                    .sum();
            assertThat(new BudgetStore(house.table()).of("stopped")).isEqualTo(new Account(paid, 0));
            assertThat(report.at("/cost/labour")
                            .decimalValue()
                            .add(report.at("/cost/qualityControl").decimalValue()))
                    .isEqualByComparingTo(Dollars.of(paid))
                    .isPositive();
        }
    }

    /** By the label rows, and by the vendor's statement, which must say the same. */
    private static long paid(Table table, String vendor) {
        Statement statement = new Statement(LocalDate.EPOCH, LocalDate.of(9999, 1, 1));
        new LabelStore(table)
                .ofVendor(vendor)
                .forEach(label -> statement.add(label.batch(), label.purpose().name(), label.postings()));
        List<Statement.Line> lines = statement.lines(batch -> Optional.empty());
        long scanned = new LabelStore(table)
                .ofVendor(vendor)
                .mapToLong(Label::priceNanos)
                .sum();
        assertThat(lines.get(lines.size() - 1).work().nanos()).isEqualTo(scanned);
        return scanned;
    }
}
