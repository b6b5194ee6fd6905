package dev.labelmill.lambda.store;

import static dev.labelmill.lambda.store.RowValues.amounts;
import static dev.labelmill.lambda.store.RowValues.fractions;
import static dev.labelmill.lambda.store.RowValues.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.batch.Pauses;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.Cutoff;
import dev.labelmill.core.calibration.Reliability;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.rounds.CalibrationDraw;
import dev.labelmill.core.rounds.Forecast;
import dev.labelmill.core.rounds.RoundPlan;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.sampling.Selection;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchCodecsTest {

    private static final Stage STAGE = Stage.onServers();

    private final Table table = STAGE.table();

    private Row stored(Row row) {
        table.dynamo().putItem(b -> b.tableName(table.name()).item(row.values()));
        return table.get(row.pk(), row.sk()).orElseThrow();
    }

    @Property(tries = 60)
    void a_chunk_is_read_as_it_was_written(@ForAll("chunks") Chunk chunk) {
        assertThat(ChunkRows.read(stored(ChunkRows.write(chunk)))).isEqualTo(chunk);
    }

    @Property(tries = 60)
    void a_batch_is_read_as_it_was_written(@ForAll("batches") Batch batch) {
        Batch read = BatchRows.read(stored(BatchRows.write(batch)));

        assertThat(read).usingRecursiveComparison().isEqualTo(batch);
    }

    private static Arbitrary<CalibrationCounts> calibrationCounts() {
        return Arbitraries.doubles().between(0.5, 1).list().ofMaxSize(9).map(confidences -> {
            CalibrationCounts.Builder builder = new CalibrationCounts.Builder();
            confidences.forEach(c -> builder.addCalibration(new double[] {c, 1 - c}, c > 0.7 ? 0 : 1));
            return builder.build();
        });
    }

    @Provide
    Arbitrary<Chunk> chunks() {
        return Combinators.combine(
                        names(),
                        Arbitraries.integers().between(0, 999_999),
                        names(),
                        Arbitraries.of(Chunk.State.class),
                        calibrationCounts(),
                        amounts().list().ofSize(12))
                .as((batch, number, key, state, c, n) -> new Chunk(
                        batch,
                        number,
                        key,
                        n.get(0),
                        n.get(1),
                        "e-" + key,
                        state,
                        (int) (n.get(10) % 5),
                        List.of("a-" + key, "b").subList(0, (int) (n.get(9) % 3)),
                        c,
                        new ScoreCounts.Builder()
                                .add((int) (n.get(2) % ScoreCounts.CELLS), n.get(3) % 100 / 100.0)
                                .build(),
                        n.get(2),
                        n.get(3),
                        n.get(4),
                        n.get(5),
                        n.get(6),
                        n.get(7),
                        n.get(8),
                        n.get(11),
                        n.get(1),
                        Samples.spent(n.get(9)),
                        Instant.ofEpochMilli(n.get(3)),
                        n.get(10)));
    }

    private static Arbitrary<Optional<RoundPlan>> roundPlans() {
        Forecast forecast = new Forecast(70, 900, 0.031, 124, 0.62);
        return Arbitraries.of(
                Optional.empty(),
                Optional.of(new RoundPlan(
                        dev.labelmill.core.rounds.Stage.LEARN,
                        Optional.of(Selection.NOTHING),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(forecast),
                        "to learn")),
                Optional.of(new RoundPlan(
                        dev.labelmill.core.rounds.Stage.CALIBRATE,
                        Optional.empty(),
                        Optional.of(new CalibrationDraw(70, 0.137)),
                        Optional.empty(),
                        Optional.of(forecast),
                        "to judge")),
                Optional.of(new RoundPlan(
                        dev.labelmill.core.rounds.Stage.FINISH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Cutoff(0.91, 70, 124, 2, 0.0499, "a failure below")),
                        Optional.empty(),
                        "to end")));
    }

    @Provide
    Arbitrary<Batch> batches() {
        Arbitrary<Plan> plans = Combinators.combine(
                        Arbitraries.integers()
                                .between(-1, 127)
                                .map(i -> i < 0 ? OptionalInt.empty() : OptionalInt.of(i)),
                        names(),
                        Arbitraries.doubles().between(0.1, 10),
                        fractions(),
                        fractions(),
                        fractions(),
                        fractions(),
                        roundPlans())
                .as(Plan::new)
                .injectNull(0.3);
        Arbitrary<Duplicates.Near> near = Combinators.combine(amounts(), calibrationCounts())
                .as((items, counts) -> items == 0
                        ? Duplicates.Near.NONE
                        : new Duplicates.Near(
                                items,
                                counts,
                                new ScoreCounts.Builder().add(0, 0.5).build()));
        Arbitrary<ScoreCounts> scores = Arbitraries.of(
                ScoreCounts.EMPTY, new ScoreCounts.Builder().add(3, 0.25).build());
        Arbitrary<Duplicates> duplicates = Combinators.combine(amounts(), amounts(), calibrationCounts(), scores, near)
                .as(Duplicates::new)
                .injectNull(0.3);
        return Combinators.combine(
                        Arbitraries.of(Phase.class),
                        Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli),
                        names(),
                        plans,
                        names().list().ofMaxSize(2),
                        duplicates,
                        Arbitraries.strings().ofMaxLength(5),
                        Arbitraries.integers().between(0, 10_000))
                .as((phase, at, etag, plan, snapshots, found, note, n) -> new Batch(
                        BatchSettingsReader.read("b", Samples.SETTINGS.getBytes(StandardCharsets.UTF_8)),
                        Samples.SETTINGS,
                        phase,
                        at,
                        at.plusMillis(n),
                        n % 3 == 0 ? Map.of() : Map.of(phase, at.plusMillis(n)),
                        n % 2 == 0 ? etag : "",
                        n,
                        n % 4,
                        n % 4 == 0 ? "" : "models/p/" + etag,
                        n % 3 == 0 ? null : n % 3 == 1 ? "" : "models/p/" + etag,
                        plan,
                        snapshots,
                        n % 5 == 0 ? Pauses.NONE : new Pauses(n, n % 2 == 0 ? "" : "work/b/paused/" + etag),
                        plan == null
                                ? List.of()
                                : plan
                                        .round()
                                        .map(round -> RoundRecord.of(round, n, n * 2L))
                                        .map(round -> n % 2 == 0
                                                ? round
                                                : round.teaching(new RoundRecord.HeadRecord(
                                                        n,
                                                        n % 3 == 0,
                                                        0.9,
                                                        0.8,
                                                        1,
                                                        new Reliability(
                                                                List.of(new Reliability.Bin(n, 0.75, 2.0 / 3))))))
                                        .stream()
                                        .toList(),
                        found,
                        found == null ? CalibrationCounts.EMPTY : found.counts(),
                        note,
                        Samples.spent(n * 3L).plus(Spend.of("finish", Kind.S3, n)),
                        n));
    }
}
