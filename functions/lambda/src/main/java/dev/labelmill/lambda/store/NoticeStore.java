package dev.labelmill.lambda.store;

import dev.labelmill.lambda.store.NoticeDelivery.Attempt;
import dev.labelmill.lambda.store.NoticeDelivery.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/** The log of what users were told: a row for each notice and endpoint, gone after ninety days. */
public final class NoticeStore {

    private static final Duration KEPT = Duration.ofDays(90);

    private final Table table;

    public NoticeStore(Table table) {
        this.table = table;
    }

    /** Stores a delivery that begins; false if the notice has one to that endpoint. */
    public boolean insert(NoticeDelivery delivery) {
        return table.insert(write(delivery.nextVersion()));
    }

    /** Replaces a delivery read before; gives it back as stored, or nothing if it has changed since. */
    public Optional<NoticeDelivery> replace(NoticeDelivery before, NoticeDelivery after) {
        NoticeDelivery next = after.nextVersion();
        return table.replace(write(next), before.version()) ? Optional.of(next) : Optional.empty();
    }

    /** The delivery of a notice of a day (UTC) to an endpoint. */
    public Optional<NoticeDelivery> get(String endpoint, LocalDate day, String notice) {
        return table.get(Keys.notices(endpoint, day), notice).map(NoticeStore::read);
    }

    /** The deliveries of a day's notices to an endpoint, by id, page by page. */
    public Stream<NoticeDelivery> of(String endpoint, LocalDate day) {
        return table.partition(Keys.notices(endpoint, day)).map(NoticeStore::read);
    }

    private static Row write(NoticeDelivery delivery) {
        return Row.at(Keys.notices(delivery.endpoint(), delivery.day()), delivery.notice())
                .set("created", delivery.created().toString())
                .set("type", delivery.type())
                .set("payload", delivery.payload())
                .set("state", delivery.state().name())
                .setStrings(
                        "attempts",
                        delivery.attempts().stream()
                                .map(attempt -> attempt.at() + " " + attempt.outcome())
                                .toList())
                .setUnlessZero("tried", delivery.tried())
                .set("next", delivery.next().toString())
                .setUnlessZero("announced", delivery.announced())
                .set(Keys.TTL, delivery.created().plus(KEPT).getEpochSecond())
                .set(Keys.VERSION, delivery.version());
    }

    private static NoticeDelivery read(Row row) {
        return row.as(NoticeStore::parse);
    }

    private static NoticeDelivery parse(Row row) {
        return new NoticeDelivery(
                row.pk().split("#", 3)[1],
                Instant.parse(row.string("created")),
                row.sk(),
                row.string("type"),
                row.string("payload"),
                State.valueOf(row.string("state")),
                row.strings("attempts").stream().map(NoticeStore::attempt).toList(),
                (int) row.number("tried"),
                Instant.parse(row.string("next")),
                (int) row.number("announced"),
                row.number(Keys.VERSION));
    }

    private static Attempt attempt(String text) {
        int space = text.indexOf(' ');
        return new Attempt(Instant.parse(text.substring(0, space)), text.substring(space + 1));
    }
}
