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
import dev.labelmill.core.results.SettledTask;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens to a task, it ends, with all that was said, and nobody sees it twice. */
class TaskCoursesTest {

    private static final int STEPS = 40;
    private static final int SILENT = 40;

    private static final Vendor SCALE = vendor("scale", Tier.CROWD, Vendor.Format.SCALE);

    private static final List<Vendor> ASKED_ONCE = List.of(
            ARGILLA,
            SECOND,
            TOLOKA,
            SCALE,
            ARGILLANS,
            vendor("tolokans", Tier.EXPERT, Vendor.Format.TOLOKA),
            vendor("studio", Tier.EXPERT, Vendor.Format.LABEL_STUDIO));

    private static final List<Vendor> ALL = List.of(
            ARGILLA, SECOND, TOLOKA, SCALE, FILES, ARGILLANS, vendor("experts", Tier.EXPERT, Vendor.Format.LABELMILL));

    @Property(tries = 500)
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

    @Property(tries = 200)
    void at_every_step_it_waits_in_one_way_and_what_has_come_changes_nothing_when_it_comes_again(@ForAll long seed) {
        TaskCourse course = new TaskCourse(seed, ALL);
        for (int step = 0; step < STEPS; step++) {
            Task before = course.task();
            course.step();
            Task now = course.task();
            boolean waits = now.need().isPresent() && now.state() != TaskState.HELD;
            assertThat(waits || now.openClaim().isPresent()).as("%s", now).isEqualTo(!now.isSettled());
            assertThat(now.claims()).as("%s", now).allMatch(claim -> isSound(claim, now));
            assertThat(before.claims())
                    .as("never waited for again: %s", now)
                    .allMatch(claim -> before.awaits(claim.dispatch()) || !now.awaits(claim.dispatch()));
            assertThat(before.audit().compareTo(AuditState.DONE) < 0
                            || before.audit() == now.audit()
                            || now.audit() == AuditState.DONE)
                    .as("%s", now)
                    .isTrue();
            assertThat(now.state() != TaskState.RESOLVED || now.resolution() != null)
                    .as("%s", now)
                    .isTrue();
            for (Label label : course.heard()) {
                assertThat(now.receive(label, course.judge())).as("%s", label).isEqualTo(now);
            }
            if (course.areBeforeADecision()) {
                Label one = course.underWay().get(0);
                Label other = course.underWay().get(1);
                assertThat(now.receive(one, course.judge()).receive(other, course.judge()))
                        .isEqualTo(now.receive(other, course.judge()).receive(one, course.judge()));
            }
        }
    }

    /** What is waited for has not come. */
    private static boolean isSound(Claim claim, Task task) {
        boolean counts = claim.purpose() == Purpose.LABEL || claim.purpose() == Purpose.GOLD;
        return claim.labels() > 0
                && claim.owed() >= 0
                && claim.owed() <= claim.labels()
                && !(counts && task.isOpen(claim) && claim.owed() == 0);
    }

    @Property(tries = 500)
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
        holdsWhatWasSaid(course);
        assertThat(end.state() == TaskState.UNANSWERED && !end.ballots().isEmpty())
                .as("%s", end)
                .isFalse();
    }

    @Property(tries = 200)
    void when_nothing_is_bought_any_more_it_has_a_result_or_nobody_has_answered(@ForAll long seed) {
        TaskCourse course = new TaskCourse(seed, ALL);
        for (int step = 0; step < STEPS; step++) {
            course.step();
        }
        course.stop();

        Task end = course.task();
        assertThat(end.isSettled()).as("%s", end).isTrue();
        assertThat(end.state()).as("%s", end).isNotEqualTo(TaskState.UNANSWERED);
        assertThat(end.need().isPresent()).as("%s", end).isEqualTo(end.state() == TaskState.HELD);
        assertThat(course.heard())
                .as("%s", end)
                .allMatch(label -> end.receive(label, course.judge()).equals(end));
        holdsWhatWasSaid(course);
        if (end.stratum() == Stratum.UNLABELLED) {
            assertThat(course.stored()).allMatch(label -> label.isTombstone() || label.purpose() == Purpose.AUDIT);
        } else if (course.values().isEmpty()) {
            assertThat(SettledTask.of(end).ballots()).hasSameSizeAs(end.ballots());
        }
    }

    /**
     * Each label of the crowd's that stands is one ballot, each claim owes what it has not, an expert who was asked has decided, and an
     * auditor's answer is the audit's.
     */
    private static void holdsWhatWasSaid(TaskCourse course) {
        Task end = course.task();
        boolean isDecided = course.stored().stream().anyMatch(label -> label.purpose() == Purpose.ADJUDICATION);
        assertThat(isDecided && end.resolution().by() != Resolution.By.EXPERT)
                .as("%s", end)
                .isFalse();
        boolean isAudited = course.stored().stream().anyMatch(label -> label.purpose() == Purpose.AUDIT)
                && end.stratum() != Stratum.UNLABELLED;
        assertThat(isAudited).as("%s", end).isEqualTo(end.audit() == AuditState.DONE);
        assertThat(course.underWay()).isEmpty();
        assertThat(course.stored()).as("%s", end).noneMatch(end::awaits);
        List<Label> crowds = course.stored().stream()
                .filter(label -> !label.isTombstone())
                .filter(label -> label.purpose() == Purpose.LABEL || label.purpose() == Purpose.GOLD)
                .toList();
        assertThat(end.ballots().stream().map(b -> b.who() + b.answer() + "." + b.revision()))
                .as("%s", end)
                .containsExactlyInAnyOrderElementsOf(crowds.stream()
                        .map(label -> label.who() + label.kept() + "." + label.revision())
                        .toList());
        if (end.isSettled() && end.resolution() != null) {
            course.values().ifPresent(values -> {
                assertThat(values.ballots()).hasSameSizeAs(end.ballots());
                assertThat(values.expert().isPresent()).isEqualTo(isDecided);
                assertThat(values.audit().isPresent()).isEqualTo(isAudited);
            });
        }
        end.claims().stream()
                .filter(claim -> claim.purpose() == Purpose.LABEL || claim.purpose() == Purpose.GOLD)
                .forEach(claim -> assertThat((long) claim.labels() - claim.owed())
                        .as("%s", end)
                        .isEqualTo(crowds.stream()
                                .filter(label -> label.dispatch().equals(claim.dispatch()))
                                .count()));
    }
}
