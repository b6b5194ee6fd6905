package dev.labelmill.local.views;

import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.Unclassed;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An item with all that is known of its label.
 *
 * @param id       of the item
 * @param at       where its line lies
 * @param standing what has become of it if it has no task
 * @param guess    the labeler's best class, or that it has a value, where no task remembers it
 * @param task     empty for items that nobody needs to look at, and before routing
 * @param answer   the label in the results; empty before there are any
 */
record SeenItem(
        String id,
        LineAt at,
        Standing standing,
        Optional<Prelabel.Share> guess,
        Optional<Task> task,
        Optional<FinalAnswer> answer) {

    /** What has become of it; the results know best. */
    @Override
    public Standing standing() {
        boolean taken = answer.filter(found -> found.by().equals(FinalAnswer.BY_DUPLICATE))
                .isPresent();
        return taken ? Standing.REPRESENTED : standing;
    }

    boolean isForPeople() {
        return task.filter(found -> found.stratum() != Stratum.AUTO).isPresent();
    }

    boolean isAutoAccepted() {
        return standing() == Standing.ACCEPTED && !isForPeople();
    }

    /** The pre-label; of an accepted item in the results that nobody looked at, the label is the pre-label. */
    Optional<Prelabel.Share> prelabel() {
        Optional<Prelabel.Share> remembered =
                task.map(Task::prelabel).map(prelabel -> prelabel.best().get(0));
        return remembered.isPresent() ? remembered : guess;
    }

    /** Whether the label is another class than the pre-label's. */
    boolean isPrelabelOverruled() {
        OptionalInt label = decided();
        return label.isPresent()
                && label.getAsInt() >= 0
                && prelabel()
                        .filter(share -> share.answer() != label.getAsInt())
                        .isPresent();
    }

    /** Whether annotators, or annotators and the auditor, gave different answers, as far as the task remembers them. */
    boolean isContested() {
        return task.filter(found -> found.ballots().stream()
                                        .mapToInt(ballot -> ballot.step().orElse(ballot.answer()))
                                        .distinct()
                                        .count()
                                > 1
                        || isUnclassedAndUnsure(found)
                        || isAuditedOtherwise(found))
                .isPresent();
    }

    boolean breaksCheck() {
        return answer.map(found -> !found.violations().isEmpty())
                .orElseGet(() -> task.map(Task::resolution)
                        .filter(resolution -> resolution.breaksCheck())
                        .isPresent());
    }

    /** The class in the results; before there are any, what an auditor said, else what was taken when the task was resolved. */
    OptionalInt decided() {
        if (answer.isPresent()) {
            return answer.get().index();
        }
        if (task.isEmpty() || task.get().resolution() == null) {
            return OptionalInt.empty();
        }
        Task found = task.get();
        return found.auditAnswer().isPresent()
                ? found.auditAnswer()
                : OptionalInt.of(found.resolution().answer());
    }

    /** The confidence in what people decided is their agreement; in a pre-label that stands it is the labeler's score. */
    private static boolean isUnclassedAndUnsure(Task task) {
        return task.resolution() != null
                && task.resolution().answer() == Unclassed.VALUE
                && task.resolution().by() != Resolution.By.PRELABEL
                && task.resolution().confidence() < 1;
    }

    private static boolean isAuditedOtherwise(Task task) {
        return task.auditAnswer().isPresent()
                && task.resolution() != null
                && task.auditAnswer().getAsInt() != task.resolution().answer();
    }
}
