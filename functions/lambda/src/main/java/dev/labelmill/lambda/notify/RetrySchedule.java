package dev.labelmill.lambda.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery that failed is tried again: after 5 seconds at first, after a day or more at last, for nearly four days in all,
 * in the manner that the Standard Webhooks specification recommends (its section on deliverability).
 */
final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(24),
            Duration.ofHours(30));

    /** A receiver that has many deliveries to make up for is not to get them all at once. */
    private static final double JITTER = 0.1;

    private RetrySchedule() {}

    /**
     * The pause after so many attempts, up to a tenth longer than the schedule's; empty once there are to be no more.
     *
     * @param attempts made so far, 1 or more
     * @param draw     in [0,1)
     */
    static Optional<Duration> after(int attempts, double draw) {
        if (attempts > PAUSES.size()) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(attempts - 1);
        return Optional.of(pause.plusMillis((long) (pause.toMillis() * JITTER * draw)));
    }
}
