package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Samples;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose labels are bought, by the batch's own snapshot of skills. */
class RoutedDispatchTest {

    private static final String OTHER =
            "{\"name\":\"other\",\"tier\":\"crowd\",\"pricePerLabel\":0.03,\"capacity\":30,\"deadlineSeconds\":60},";

    private static Desk desk(String more) {
        Desk desk = new Desk(Samples.SETTINGS
                .replaceFirst("\\{", "{" + more)
                .replace("\"capacity\":10", "\"capacity\":30")
                .replace("\"vendors\":[", "\"vendors\":[" + OTHER));
        Skills skills = Skills.uninformed(2, 0.8)
                .withVendors(Map.of("crowd", skill(0.6), "other", skill(0.9)))
                .pausing(Set.of("crowd/w1", "other/w7"));
        desk.stage.bucket().put(desk.batch().snapshots().get(0), "application/json", SkillsFile.write(skills));
        IntStream.range(0, 10).forEach(i -> desk.people(i, i / 20.0));
        return desk;
    }

    private static VendorSkill skill(double accuracy) {
        return new VendorSkill(Confusion.symmetric(2, accuracy), 50, OptionalDouble.empty());
    }

    @Test
    void value_buys_where_a_dollar_tells_most_though_the_label_costs_three_times_as_much() {
        Desk desk = desk("\"routing\":\"value\",");

        desk.dispatch();

        assertThat(desk.items("other").size()).isGreaterThanOrEqualTo(8);
        assertThat(desk.items("crowd").size() + desk.items("other").size()).isEqualTo(10);
    }

    @Test
    void cheapest_and_best_take_one_vendor_and_respect_its_capacity() {
        Desk cheapest = desk("\"routing\":\"cheapest\",");
        cheapest.dispatch();
        Desk best = desk("\"routing\":{\"by\":\"best\"},");
        IntStream.range(10, 20).forEach(i -> best.people(i, i / 20.0));
        best.dispatch();

        assertThat(cheapest.items("crowd")).hasSize(10);
        assertThat(best.items("other")).as("two labels each, thirty at a time").hasSize(15);
        assertThat(best.items("crowd")).isEmpty();
    }

    @Test
    void four_hundred_tasks_that_wait_for_a_full_vendor_end_the_look_at_a_lane() {
        Desk desk = desk("\"routing\":\"cheapest\",");
        IntStream.range(0, 800).forEach(i -> waiting(desk, "w" + i, 0.95 - i / 2000.0, false));
        waiting(desk, "near", 0.95 - 0.0995, true);
        waiting(desk, "far", 0.95 - 0.3995, true);

        desk.dispatch();

        assertThat(desk.items("crowd")).as("two labels each, thirty at a time").hasSize(15);
        assertThat(desk.items("other")).containsExactly("near");
    }

    /** A task that would go to the cheap vendor, unless that let it expire once. */
    private static void waiting(Desk desk, String item, double priority, boolean expired) {
        Task task = Task.forPeople("b", item, desk.places().get(0), 0, priority, Desk.PRELABEL, 2);
        desk.stage.tasks().insert(expired ? task.claim("d-0", "crowd", false).expire("d-0") : task, 2);
    }

    @Test
    void an_annotator_who_is_paused_is_excluded_from_every_task_of_the_own_vendor() {
        Desk desk = desk(
                "\"routing\":\"cheapest\",\"gold\":{\"overlap\":2,\"rate\":0.5},\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95},");

        desk.dispatch();

        assertThat(desk.lines("crowd")).hasSize(10).allSatisfy(line -> {
            assertThat(line.path("exclude")).hasSize(1);
            assertThat(line.path("exclude").get(0).asText()).isEqualTo("w1");
        });
    }
}
