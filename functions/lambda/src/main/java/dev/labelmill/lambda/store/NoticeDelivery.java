package dev.labelmill.lambda.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one notice to one endpoint: the log of its delivery, with all that sending it again needs.
 *
 * @param endpoint  its name
 * @param created   when that of which it tells happened; its day is part of the key
 * @param notice    the notice's id
 * @param type      of the notice
 * @param payload   as it is sent, each time
 * @param attempts  oldest first, the last {@value #MOST_TOLD} of them
 * @param tried     how many attempts there were
 * @param next      before which it is not tried
 * @param announced for how many attempts a message has been sent that takes the next one up
 * @param version   of the row; 0 before it is stored
 */
public record NoticeDelivery(
        String endpoint,
        Instant created,
        String notice,
        String type,
        String payload,
        State state,
        List<Attempt> attempts,
        int tried,
        Instant next,
        int announced,
        long version) {

    /** Attempts that are told of; a delivery that is sent again by hand may have more. */
    public static final int MOST_TOLD = 32;

    /** Where a delivery stands. */
    public enum State {
        /** To be tried, for the first time or again. */
        WAITING,
        /** Taken with a status of 2xx. */
        DELIVERED,
        /** Tried as often as it is to be, or not wanted any more. */
        GIVEN_UP
    }

    /**
     * One attempt.
     *
     * @param outcome the HTTP status, or in a word why there is none
     */
    public record Attempt(Instant at, String outcome) {}

    /** Copies the list. */
    public NoticeDelivery {
        attempts = List.copyOf(attempts);
    }

    /** One that has not been tried. */
    public static NoticeDelivery begun(
            String endpoint, Instant created, String notice, String type, String payload, Instant now) {
        return new NoticeDelivery(endpoint, created, notice, type, payload, State.WAITING, List.of(), 0, now, 0, 0);
    }

    /** The day (UTC) that it is listed under. */
    public LocalDate day() {
        return created.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** After an attempt. */
    public NoticeDelivery tried(Attempt attempt, State then, Instant again) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(attempt);
        List<Attempt> last = more.subList(Math.max(0, more.size() - MOST_TOLD), more.size());
        return new NoticeDelivery(
                endpoint, created, notice, type, payload, then, last, tried + 1, again, announced, version);
    }

    /** With a message on its way that takes it up. */
    public NoticeDelivery announcing() {
        return new NoticeDelivery(
                endpoint, created, notice, type, payload, state, attempts, tried, next, tried, version);
    }

    /** To be tried once more from the beginning of the schedule, whatever became of it. */
    public NoticeDelivery again(Instant now) {
        return new NoticeDelivery(
                endpoint, created, notice, type, payload, State.WAITING, attempts, 0, now, 0, version);
    }

    /** The same under the next version, as it is to be stored. */
    NoticeDelivery nextVersion() {
        return new NoticeDelivery(
                endpoint, created, notice, type, payload, state, attempts, tried, next, announced, version + 1);
    }
}
