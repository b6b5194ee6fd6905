package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Demand;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Calls;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TaskStore;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Known items that were held back: beside which of people's tasks they go out. */
class HeldGoldTest {

    private static final ItemPlace PLACE = new ItemPlace(0, 0, 10);
    private static final Confusion FAIR = Confusion.symmetric(2, 0.95);
    private static final Map<String, Confusion> ANNOTATORS = Map.of("crowd/w1", FAIR, "crowd/w2", FAIR);
    private static final Skills TWO = skills(ANNOTATORS, 0.95, 200);
    private static final String SETTINGS = Samples.SETTINGS
            .replace("\"capacity\":10,", "\"capacity\":1000,")
            .replace("\"vendors\"", "\"gold\":{\"overlap\":2,\"rate\":0.5},\"vendors\"");

    private final Desk desk = new Desk(SETTINGS, Stage.inMemory());

    private static Skills skills(Map<String, Confusion> annotators, double accuracy, long answers) {
        return new Skills("s", FAIR, annotators)
                .withVendors(Map.of(
                        "crowd", new VendorSkill(Confusion.symmetric(2, accuracy), answers, OptionalDouble.empty())));
    }

    private static Task people(int i) {
        return Task.forPeople("b", "p" + i, PLACE, 1, 0.5, Desk.PRELABEL, 2);
    }

    private void hold(int known) {
        IntStream.range(0, known)
                .forEach(i -> desk.stage
                        .tasks()
                        .insert(Task.heldGold("b", "g" + i, PLACE, i / 1000.0, Desk.PRELABEL, 1, 2), 2));
    }

    /** With a third of so many known items held back, and half of so many people's tasks after the pilot. */
    private static Counters totals(long known, long people) {
        return new Counters().add("goldHeld", known / 3).add("gold", known).add("people", people);
    }

    private static void plan(Desk desk) {
        desk.stage
                .batches()
                .update(
                        "b",
                        batch -> batch.planned(
                                new Plan(OptionalInt.empty(), "", 1, 0, 0, 0.5, 1.0 / 3, Optional.empty())));
    }

    private HeldGold look(Counters totals, Skills skills) {
        plan(desk);
        return new HeldGold(desk.batch(), totals, desk.stage.tasks(), () -> Optional.of(skills));
    }

    private Vendor crowd() {
        return desk.batch().settings().vendor("crowd").orElseThrow();
    }

    /** The known item beside each of these tasks, or none. */
    private List<Optional<String>> given(HeldGold look, int tasks) {
        return IntStream.range(0, tasks)
                .mapToObj(i -> {
                    Optional<Task> known = look.beside(people(i), crowd());
                    known.ifPresent(look::take);
                    return known.map(Task::item);
                })
                .toList();
    }

    private static long known(List<Optional<String>> given) {
        return given.stream().filter(Optional::isPresent).count();
    }

    @Test
    void where_there_is_plenty_their_share_is_the_rate_of_the_vendors_mean_annotator() {
        hold(400);

        // A hundred of 200 answers on gold, fifty of each of two: 47.5 right and 2.5 wrong, six in 100 tasks.
        List<Optional<String>> given = given(look(totals(1200, 1200), TWO), 2000);
        // Nothing is known of them: 36 in 100.
        List<Optional<String>> unknown = given(look(totals(1200, 1200), new Skills("s", FAIR, Map.of())), 400);

        assertThat(known(given) / (2000.0 + known(given))).isCloseTo(0.06, within(0.012));
        assertThat(known(unknown) / (400.0 + known(unknown))).isCloseTo(0.36, within(0.04));
        assertThat(given.stream().flatMap(Optional::stream)).doesNotHaveDuplicates();
    }

    @Test
    void more_annotators_or_worse_ones_are_tested_more() {
        hold(400);
        Counters totals = totals(1200, 1200);

        long two = known(given(look(totals, skills(ANNOTATORS, 0.95, 40)), 1000));
        long alone = known(given(look(totals, skills(Map.of("crowd/w1", FAIR, "other/w2", FAIR), 0.95, 40)), 1000));
        long paused = known(given(look(totals, skills(ANNOTATORS, 0.95, 40).pausing(Set.of("crowd/w2"))), 1000));
        long wrong = known(given(look(totals, skills(ANNOTATORS, 0.6, 40)), 1000));

        assertThat(two).isGreaterThan(alone).isLessThan(wrong);
        assertThat(paused).isEqualTo(alone);
    }

    @Test
    void where_there_are_few_they_last_to_the_end() {
        hold(60);

        List<Optional<String>> given = given(look(totals(180, 3000), new Skills("s", FAIR, Map.of())), 1500);

        assertThat(known(given)).isBetween(45L, 60L);
        assertThat(known(given.subList(0, 750))).isBetween(20L, 42L);
    }

    @Test
    void the_same_question_has_the_same_answer() {
        hold(60);

        assertThat(given(look(totals(180, 600), TWO), 300)).isEqualTo(given(look(totals(180, 600), TWO), 300));
        assertThat(given(look(new Counters(), TWO), 300))
                .as("the totals know of none")
                .allMatch(Optional::isEmpty);
    }

    @Test
    void none_goes_beside_what_a_vendor_could_tell_it_from() {
        hold(60);
        HeldGold look = look(totals(180, 200), TWO);

        for (int i = 0; i < 50; i++) {
            Task again = people(i).claim("d-1", "crowd", false).expire("d-1");
            Task pilot = Task.forPeople("b", "p" + i, PLACE, 0, 0.5, Desk.PRELABEL, 2);
            assertThat(look.beside(again, crowd()))
                    .as("another claim, which may be for fewer labels")
                    .isEmpty();
            assertThat(look.beside(pilot, crowd())).isEmpty();
        }
    }

    @Test
    void where_no_vendor_has_their_skill_only_the_first_of_them_are_looked_at() {
        IntStream.range(0, 800)
                .mapToObj(i -> Task.heldGold("b", "g" + i, PLACE, i / 1000.0, Desk.PRELABEL, 1, 2))
                .map(known -> known.demanding(new Demand(Optional.of("sign-language"), Optional.empty())))
                .forEach(known -> desk.stage.tasks().insert(known, 2));
        Calls calls = new Calls();
        TaskStore tasks = new TaskStore(new Table(calls.around(desk.stage.dynamo), desk.stage.name));
        plan(desk);
        HeldGold look = new HeldGold(desk.batch(), totals(2400, 100), tasks, () -> Optional.of(TWO));

        List<Optional<String>> given = given(look, 500);

        assertThat(given).allMatch(Optional::isEmpty);
        assertThat(calls.rows()).hasSize(500);
    }

    /** The second wave may go out, with what is held back. */
    private static void secondWave(Desk desk, int people) {
        plan(desk);
        byte[] file = SkillsFile.write(new Skills("s", FAIR, ANNOTATORS));
        String key = Layout.skills("b", 1, file);
        desk.stage.bucket().put(key, "application/json", file);
        desk.stage.batches().update("b", batch -> batch.withSnapshot(key));
        IntStream.range(0, people).forEach(i -> desk.secondWave(i, i / 20.0));
        IntStream.range(people, 20)
                .forEach(i -> desk.stage
                        .tasks()
                        .insert(Task.heldGold("b", "i" + i, desk.places().get(i), i / 20.0, Desk.PRELABEL, 1, 2), 2));
        desk.stage
                .tallies()
                .add(
                        "TALLY#b",
                        "shard",
                        Optional.empty(),
                        BigInteger.ONE,
                        totals(3L * (20 - people), 2L * people),
                        desk.stage.now);
    }

    private static Set<String> shape(JsonNode line) {
        Set<String> shape = new TreeSet<>();
        line.fieldNames().forEachRemaining(shape::add);
        shape.add(line.path("labels") + " " + line.path("dispatch") + " " + line.path("deadline") + " "
                + line.path("exclude"));
        return shape;
    }

    @Test
    void nothing_in_a_file_tells_which_they_are_and_none_goes_out_twice() {
        secondWave(desk, 12);

        desk.dispatch();
        desk.dispatch();

        List<String> items = desk.items("crowd");
        assertThat(items).doesNotHaveDuplicates().hasSizeBetween(13, 20);
        assertThat(items)
                .containsAll(IntStream.range(0, 12).mapToObj(i -> "i" + i).toList());
        assertThat(desk.lines("crowd").stream().map(HeldGoldTest::shape).distinct())
                .hasSize(1);
        IntStream.range(12, 20).forEach(i -> {
            boolean out = items.contains("i" + i);
            assertThat(desk.task(i).state()).isEqualTo(out ? TaskState.CLAIMED : TaskState.HELD);
            assertThat(desk.task(i).openClaim().map(Claim::purpose))
                    .isEqualTo(out ? Optional.of(Purpose.GOLD) : Optional.empty());
        });
    }

    @Test
    void whoever_sees_pre_labels_is_told_no_confidence_that_known_ones_could_be_known_by() {
        Desk shown = new Desk(
                SETTINGS.replace("\"deadlineSeconds\":60", "\"deadlineSeconds\":60,\"seesPrelabel\":true"),
                Stage.inMemory());
        secondWave(shown, 12);

        shown.dispatch();

        assertThat(shown.lines("crowd")).hasSizeGreaterThan(12).allSatisfy(line -> {
            assertThat(line.at("/prelabel/choice").asText()).isNotEmpty();
            assertThat(line.path("prelabel").has("confidence")).isFalse();
        });
    }

    @Test
    void those_that_there_is_no_room_or_money_for_stay_where_they_are() {
        Desk full = new Desk(Samples.SETTINGS.replace("\"capacity\":10,", "\"capacity\":3,"), Stage.inMemory());
        secondWave(full, 12);
        Desk poor = new Desk(
                SETTINGS.replace("\"vendors\"", "\"budget\":{\"dollars\":0.03,\"stop\":true},\"vendors\""),
                Stage.inMemory());
        secondWave(poor, 12);

        for (Desk desk : List.of(full, poor)) {
            desk.dispatch();

            assertThat(IntStream.range(12, 20)).allMatch(i -> desk.task(i).state() == TaskState.HELD);
        }
        assertThat(labels(full)).as("room comes back").containsExactly(2);
        assertThat(labels(poor)).as("money does not").containsExactlyInAnyOrder(2, 1);
    }

    private static List<Integer> labels(Desk desk) {
        return desk.lines("crowd").stream()
                .map(line -> line.path("labels").asInt())
                .toList();
    }
}
