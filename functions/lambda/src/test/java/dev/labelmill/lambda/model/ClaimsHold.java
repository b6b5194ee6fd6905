package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import java.util.List;

/** What must hold of a task's claims and the dispatches that made them, after every step and at the end. */
final class ClaimsHold implements Checks {

    @Override
    public void step(World before, World after) {
        if (before.rows() == after.rows()) {
            return;
        }
        Facts facts = Facts.of(after);
        List<Claim> claims = facts.task().claims();
        assertThat(claims)
                .as("a dispatch claims a task once")
                .extracting(Claim::dispatch)
                .doesNotHaveDuplicates();
        List<Claim> earlier = Facts.of(before).task().claims();
        for (int i = 0; i < earlier.size(); i++) {
            Claim was = earlier.get(i);
            Claim now = claims.get(i);
            assertThat(now)
                    .as("a claim stays, but that it ends")
                    .usingRecursiveComparison()
                    .ignoringFields("end", "owed")
                    .isEqualTo(was);
            assertThat(was.end()).as("what has ended stays so ended").isIn(Claim.End.NONE, now.end());
        }
        for (Claim claim : claims) {
            assertThat(facts.standing().stream().filter(label -> isOf(claim, label)))
                    .as("labels of %s", claim)
                    .hasSizeLessThanOrEqualTo(claim.labels());
        }
        facts.dispatches().forEach(dispatch -> isConsistent(facts.task(), dispatch));
        asksForNothingThatIsComing(facts);
    }

    /** Whoever is asked while a claim of the crowd stands is asked for what that claim does not owe. */
    private static void asksForNothingThatIsComing(Facts facts) {
        boolean takenBack = facts.labels().size() > facts.standing().size();
        if (facts.task().state() != TaskState.OPEN || takenBack) {
            return;
        }
        facts.task().claims().stream()
                .filter(claim -> claim.purpose() == Purpose.LABEL && !claim.expired())
                .forEach(claim -> assertThat(facts.standing().stream().filter(label -> isOf(claim, label)))
                        .as("labels of %s, beside which more are asked for", claim)
                        .hasSizeGreaterThanOrEqualTo(claim.labels()));
    }

    private static boolean isOf(Claim claim, Label label) {
        return label.dispatch().equals(claim.dispatch());
    }

    /** A task that waited for a closed dispatch would wait for ever: nothing opens it again. */
    private static void isConsistent(Task task, Dispatch dispatch) {
        if (dispatch.state() == Dispatch.State.CLOSED) {
            assertThat(task.awaits(dispatch.id()))
                    .as("the task waits for %s, which is closed", dispatch.id())
                    .isFalse();
        }
        if (dispatch.state() == Dispatch.State.DELIVERED) {
            assertThat(task.claimOf(dispatch.id()))
                    .as("the task that %s has delivered is its own", dispatch.id())
                    .isPresent();
        }
    }

    @Override
    public void end(World world) {
        Facts facts = Facts.of(world);
        Task task = facts.task();
        if (task.state() == TaskState.CLAIMED) {
            assertThat(task.openClaim()).as("what is claimed waits for a claim").isPresent();
        }
        assertThat(world.rows().get(Facts.TASK).containsKey("lane"))
                .as("what needs a label is where dispatch finds it")
                .isEqualTo(task.need().isPresent());
        facts.dispatches().stream()
                .filter(dispatch -> dispatch.state() == Dispatch.State.CLOSED)
                .forEach(dispatch -> isCounted(dispatch, facts.labels()));
    }

    /** What a vendor may owe is reckoned from this: nothing counts as come that was late. */
    private static void isCounted(Dispatch closed, List<Label> labels) {
        List<Label> said = labels.stream()
                .filter(label -> label.dispatch().equals(closed.id()))
                .toList();
        long inTime = said.stream().filter(label -> !label.isLate()).count();
        assertThat(closed.expiredLabels())
                .as("labels that never came of %s, or came late", closed)
                .isBetween(Math.max(0, closed.labels() - inTime), closed.labels());
    }
}
