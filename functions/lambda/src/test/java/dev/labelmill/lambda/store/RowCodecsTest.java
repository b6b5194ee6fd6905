package dev.labelmill.lambda.store;

import static dev.labelmill.lambda.store.RowValues.amounts;
import static dev.labelmill.lambda.store.RowValues.fractions;
import static dev.labelmill.lambda.store.RowValues.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.Attempts;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Demand;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.core.task.Witness;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.json.Values;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RowCodecsTest {

    private static final Stage STAGE = Stage.onServers();

    private final Table table = STAGE.table();

    private Row stored(Row row) {
        table.dynamo().putItem(b -> b.tableName(table.name()).item(row.values()));
        return table.get(row.pk(), row.sk()).orElseThrow();
    }

    @Property(tries = 120)
    void a_task_is_read_as_it_was_written(@ForAll("tasks") Task task) {
        assertThat(TaskRows.read(stored(new TaskRows(3).write(task)))).isEqualTo(task);
    }

    @Property(tries = 80)
    void a_label_is_read_as_it_was_written(@ForAll("labels") Label label) {
        assertThat(LabelRows.read(stored(LabelRows.write(label, 7)))).isEqualTo(label);
    }

    @Property(tries = 120)
    void a_label_of_any_type_is_read_as_it_was_written(
            @ForAll("labels") Label label, @ForAll(supplier = Values.class) LabelValue value) {
        Label valued = new Label(
                label.batch(),
                label.project(),
                label.item(),
                label.vendor(),
                label.annotator(),
                Optional.of(value),
                label.revision(),
                label.delivery(),
                label.dispatch(),
                label.purpose(),
                Postings.undated(label.priceNanos()),
                label.millis(),
                OptionalInt.empty(),
                label.spent(),
                Optional.empty(),
                0);

        assertThat(LabelRows.read(stored(LabelRows.write(valued, 7)))).isEqualTo(valued);
    }

    @Property(tries = 60)
    void a_dispatch_is_read_as_it_was_written(@ForAll("dispatches") Dispatch dispatch) {
        assertThat(DispatchRows.read(stored(DispatchRows.write(dispatch)))).isEqualTo(dispatch);
    }

    private static Arbitrary<OptionalInt> maybeClass() {
        return Arbitraries.integers().between(-1, 63).map(i -> i < 0 ? OptionalInt.empty() : OptionalInt.of(i));
    }

    private record People(List<Ballot> ballots, List<Witness> witnesses, List<Claim> claims) {}

    @Provide
    Arbitrary<Task> tasks() {
        Arbitrary<Ballot> ballots = Combinators.combine(
                        names(), names(), Arbitraries.integers().between(-1, 63), amounts(), amounts())
                .as(Ballot::new);
        Arbitrary<Claim> claims = Combinators.combine(
                        names(),
                        names(),
                        Arbitraries.of(Purpose.class),
                        Arbitraries.integers().between(1, 25),
                        Arbitraries.longs()
                                .between(0, 4_000_000_000_000L)
                                .map(Instant::ofEpochMilli)
                                .optional(),
                        Arbitraries.of(Claim.End.class))
                .as((dispatch, vendor, purpose, labels, since, end) ->
                        new Claim(dispatch, vendor, purpose, labels, labels / 2, since, end));
        Arbitrary<Witness> witnesses = Combinators.combine(names(), names(), amounts(), Arbitraries.of(true, false))
                .as(Witness::new);
        Arbitrary<Prelabel> prelabels = Combinators.combine(
                        Arbitraries.integers().between(0, 63), fractions())
                .as(Prelabel.Share::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Prelabel::new)
                .injectNull(0.3);
        Arbitrary<Resolution> resolutions = Combinators.combine(
                        Arbitraries.integers().between(0, 63),
                        fractions(),
                        Arbitraries.of(Resolution.By.class),
                        Arbitraries.of(true, false))
                .as(Resolution::new)
                .injectNull(0.3);
        Arbitrary<ItemPlace> places = Combinators.combine(
                        Arbitraries.integers().between(0, 999_999),
                        amounts(),
                        Arbitraries.integers().between(0, 1 << 22))
                .as(ItemPlace::new);
        return Combinators.combine(
                        Combinators.combine(names(), names(), places)
                                .as((batch, item, place) -> Task.forPeople(batch, item, place, 0, 0, null, 1)),
                        Combinators.combine(
                                        Arbitraries.of(Stratum.class),
                                        Arbitraries.integers().between(0, 1),
                                        fractions(),
                                        prelabels,
                                        maybeClass(),
                                        demands())
                                .as((stratum, wave, priority, prelabel, known, demand) ->
                                        new Object[] {stratum, wave, priority, prelabel, known, demand}),
                        Arbitraries.of(TaskState.class),
                        Combinators.combine(
                                        ballots.list().ofMaxSize(5),
                                        witnesses.list().ofMaxSize(2),
                                        claims.list().ofMaxSize(3))
                                .as(People::new),
                        resolutions,
                        Combinators.combine(Arbitraries.of(AuditState.class), maybeClass(), Arbitraries.of(true, false))
                                .as((audit, answer, shown) -> new Object[] {audit, answer, shown}),
                        Combinators.combine(Arbitraries.integers().between(0, 25), amounts(), amounts())
                                .as((wanted, spent, version) -> new Object[] {wanted, spent, version}))
                .as((key, a, state, people, resolution, audit, n) -> new Task(
                        key.batch().replace("#", ""),
                        key.item(),
                        key.place(),
                        (Stratum) a[0],
                        (Integer) a[1],
                        (Double) a[2],
                        (Prelabel) a[3],
                        (OptionalInt) a[4],
                        (Demand) a[5],
                        state,
                        (Integer) n[0],
                        people.ballots(),
                        people.witnesses(),
                        people.claims(),
                        (Boolean) audit[2],
                        resolution,
                        (AuditState) audit[0],
                        (OptionalInt) audit[1],
                        Samples.spent((Long) n[1]),
                        (Long) n[2]));
    }

    private static Arbitrary<Demand> demands() {
        Arbitrary<String> plain = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars('\u00e9')
                .ofMinLength(1)
                .ofMaxLength(64);
        return Combinators.combine(plain.optional(), plain.optional()).as(Demand::new);
    }

    @Provide
    Arbitrary<Label> labels() {
        return Combinators.combine(
                        names().list().ofSize(7),
                        maybeClass(),
                        amounts(),
                        Arbitraries.of(Purpose.class),
                        amounts(),
                        amounts(),
                        maybeClass(),
                        amounts())
                .as((n, answer, revision, purpose, price, millis, known, spent) -> new Label(
                        n.get(0),
                        n.get(1),
                        n.get(2),
                        n.get(3),
                        n.get(4),
                        answer.isPresent() ? Optional.of(new LabelValue.Choice(answer.getAsInt())) : Optional.empty(),
                        revision,
                        n.get(5),
                        n.get(6),
                        purpose,
                        Postings.undated(price),
                        millis,
                        known,
                        Samples.spent(spent),
                        Optional.empty(),
                        millis / 2));
    }

    @Provide
    Arbitrary<Dispatch> dispatches() {
        return Combinators.combine(
                        names(),
                        names(),
                        names(),
                        names().list().ofMaxSize(5),
                        Arbitraries.of(Dispatch.State.class),
                        amounts(),
                        Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli),
                        amounts())
                .as((id, batch, vendor, items, state, n, deadline, version) -> new Dispatch(
                        id,
                        batch,
                        vendor,
                        items,
                        n % 4 == 3 ? Optional.of(new Dispatch.Part(vendor, (int) (n % 24) + 1)) : Optional.empty(),
                        state,
                        n,
                        n / 2,
                        n / 7,
                        deadline,
                        n % 2 == 0
                                ? Attempts.NONE
                                : new Attempts((int) (n % 99), deadline.plusMillis(n), (int) (n % 3), (int) (n % 5)),
                        Samples.spent(n / 3),
                        version));
    }
}
