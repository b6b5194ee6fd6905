package dev.labelmill.core.task;

import static dev.labelmill.core.task.GivenVendors.ARGILLA;
import static dev.labelmill.core.task.GivenVendors.ARGILLANS;
import static dev.labelmill.core.task.GivenVendors.FILES;
import static dev.labelmill.core.task.GivenVendors.SECOND;
import static dev.labelmill.core.task.GivenVendors.TOLOKA;
import static dev.labelmill.core.task.GivenVendors.vendor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens to a task, it ends, and nobody sees it twice. */
class TaskCoursesTest {

    private static final int STEPS = 30;
    private static final int SILENT = 40;

    private static final List<Vendor> ASKED_ONCE = List.of(
            ARGILLA,
            SECOND,
            TOLOKA,
            ARGILLANS,
            vendor("tolokans", Tier.EXPERT, Vendor.Format.TOLOKA),
            vendor("studio", Tier.EXPERT, Vendor.Format.LABEL_STUDIO));

    private static final List<Vendor> ALL =
            List.of(ARGILLA, SECOND, TOLOKA, FILES, ARGILLANS, vendor("experts", Tier.EXPERT, Vendor.Format.LABELMILL));

    @Property(tries = 2000)
    void a_vendor_that_keeps_nobody_away_has_it_once_and_one_that_cannot_take_back_not_beside_what_lies_there(
            @ForAll long seed) {
        TaskCourse course = new TaskCourse(seed, ALL);
        for (int step = 0; step < STEPS; step++) {
            int before = course.task().claims().size();
            List<Claim> known = course.task().claims();
            course.step();
            if (course.task().claims().size() > before) {
                Claim made = course.task().claims().get(before);
                Vendor vendor = course.vendors().stream()
                        .filter(one -> one.name().equals(made.vendor()))
                        .findFirst()
                        .orElseThrow();
                List<Claim> earlier = known.stream()
                        .filter(claim -> claim.vendor().equals(vendor.name()))
                        .toList();
                assertThat(earlier).noneMatch(Claim::refused);
                assertThat(earlier).noneMatch(claim -> !vendor.takesAgain() && claim.mayLieThere());
                assertThat(earlier).allMatch(claim -> vendor.excludes() || claim.end() == Claim.End.UNSENT);
            }
        }
    }

    @Property(tries = 2000)
    void when_nobody_answers_any_more_it_ends_with_all_that_was_said(@ForAll long seed) {
        TaskCourse course = new TaskCourse(seed, ASKED_ONCE);
        for (int step = 0; step < STEPS; step++) {
            course.step();
        }
        for (int step = 0; step < SILENT; step++) {
            course.silence();
        }

        Task end = course.task();
        boolean isRefused = end.claims().stream().anyMatch(Claim::refused);
        assertThat(isRefused || end.isSettled()).as("%s", end).isTrue();
        assertThat(course.stored()).as("%s", end).noneMatch(end::awaits);
        assertThat(end.state() == TaskState.UNANSWERED && !end.ballots().isEmpty())
                .as("%s", end)
                .isFalse();
    }
}
