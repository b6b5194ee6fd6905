package dev.labelmill.lambda.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * What could not be used, and why, for the people who sent it. Rows go after ninety days; the same
 * rejection told twice is one row.
 */
public final class RejectedStore {

    private static final Duration KEPT = Duration.ofDays(90);
    /** Content beyond this belongs in the bucket's {@code rejected/} folder. */
    private static final int MAX_CONTENT_BYTES = 4 << 10;

    private static final int MAX_ID_CHARACTERS = 200;

    private final Table table;

    public RejectedStore(Table table) {
        this.table = table;
    }

    /**
     * One rejection.
     *
     * @param source  batch or vendor, with what kind of source it is: {@code batch/digits}, {@code webhook/crowd}
     * @param at      when it came in; its day is part of the key
     * @param id      of the content, the same for the same content
     * @param reason  one sentence: what is wrong and what to do
     * @param content its beginning, or empty if it must not be kept
     */
    public record Rejection(String source, Instant at, String id, String reason, String content) {}

    /** Keeps a rejection; false, and nothing happens, if it is kept already. */
    public boolean keep(Rejection rejection) {
        return table.insert(Row.at(pk(rejection.source(), rejection.at()), key(rejection.id()))
                .set("at", rejection.at().toString())
                .set("reason", beginning(rejection.reason()))
                .set("content", beginning(rejection.content()))
                .set(Keys.TTL, rejection.at().plus(KEPT).getEpochSecond()));
    }

    /** The rejections of a source on a day (UTC). */
    public List<Rejection> of(String source, LocalDate day) {
        return of(source, day, Integer.MAX_VALUE);
    }

    /** The same, but no more than so many of them, the first by id. */
    public List<Rejection> of(String source, LocalDate day, int most) {
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return table.partition(pk(source, noon))
                .limit(most)
                .map(row -> new Rejection(
                        source, Instant.parse(row.string("at")), row.sk(), row.string("reason"), row.string("content")))
                .toList();
    }

    private static String pk(String source, Instant at) {
        return Keys.REJECTED + source + "#" + at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Sort keys have 1 to 1,024 bytes, and ids may quote what users wrote. */
    private static String key(String id) {
        if (id.length() <= MAX_ID_CHARACTERS) {
            return id.isEmpty() ? "-" : id;
        }
        long[] hash = MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8));
        return id.substring(0, MAX_ID_CHARACTERS) + "~" + Long.toHexString(hash[0]) + Long.toHexString(hash[1]);
    }

    /** Half a surrogate pair, as JSON can hold it and as a cut can leave it, is no text: DynamoDB's strings are UTF-8. */
    private static String beginning(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, Math.min(bytes.length, MAX_CONTENT_BYTES), StandardCharsets.UTF_8);
    }
}
