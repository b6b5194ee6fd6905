package dev.labelmill.lambda.prelabel.hosted;

import java.util.List;
import java.util.Optional;

/**
 * What the answers for some items say about the service as a whole: an outage must not send a batch to people in silence,
 * nor one odd item stop the others.
 *
 * @param batch why no item of the batch could be answered, if that is so
 * @param later why it has to be tried again, if that is so
 */
public record Verdict(Optional<String> batch, Optional<String> later) {

    /** Of fewer items nothing can be told about the service. */
    private static final int TELLING = 4;

    /** The verdict on the answers to some items, asked together. */
    public static Verdict of(List<Answer> answers) {
        List<Answer> tried = answers.stream()
                .filter(answer -> !(answer instanceof Answer.Unreadable
                        || answer instanceof Answer.Unasked
                        || answer instanceof Answer.Late))
                .toList();
        Optional<String> unasked = first(answers, Answer.Unasked.class).or(() -> hanging(answers));
        return new Verdict(batch(tried), unasked.isPresent() ? unasked : later(tried));
    }

    /** Another invocation would get no further, and pay again: that must not pass in silence. */
    private static Optional<String> hanging(List<Answer> answers) {
        boolean none = answers.stream().allMatch(Answer.Late.class::isInstance);
        return none && answers.contains(new Answer.Late(true))
                ? Optional.of(
                        "no call was answered before the function's time was over: give prelabel a longer timeout,"
                                + " or the batch shorter or fewer attempts")
                : Optional.empty();
    }

    private static Optional<String> batch(List<Answer> tried) {
        Optional<String> forbidden = first(tried, Answer.Forbidden.class);
        if (forbidden.isPresent() || tried.size() < TELLING) {
            return forbidden;
        }
        return count(tried, Answer.Refused.class) == tried.size()
                ? first(tried, Answer.Refused.class)
                        .map(why -> why + ", as it did all " + tried.size() + " that it was asked about together")
                : Optional.empty();
    }

    private static Optional<String> later(List<Answer> tried) {
        Optional<String> throttled = first(tried, Answer.Throttled.class);
        if (throttled.isPresent() || tried.size() < TELLING) {
            return throttled;
        }
        return 2 * count(tried, Answer.Trouble.class) > tried.size()
                ? first(tried, Answer.Trouble.class)
                : Optional.empty();
    }

    private static long count(List<Answer> tried, Class<? extends Answer> kind) {
        return tried.stream().filter(kind::isInstance).count();
    }

    private static Optional<String> first(List<Answer> tried, Class<? extends Answer> kind) {
        return tried.stream().filter(kind::isInstance).map(Answer::why).findFirst();
    }
}
