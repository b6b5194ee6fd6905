package dev.labelmill.lambda.vendor.labelbox;

import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The data rows of a file whose lines do not stand together, so that neither their first lines nor their last are all of them.
 * Found in a pass of its own, with eight bytes in memory for each data row; a file too large for that is refused before
 * anything of it is stored. A row that shares its hash with another counts as one that stands apart, which happens to one file
 * of a million rows in thirty million.
 */
final class RowsApart {

    /** Most runs of lines of one data row, as many as rows where all stand together. */
    static final int MOST_RUNS = 1_000_000;
    /** More are no slip: the file has another order. */
    static final int MOST_APART = 1_000;

    private final long[] rows;

    private RowsApart(long[] rows) {
        this.rows = rows;
    }

    /** @throws UnusableContent if the file cannot be used as a whole */
    static RowsApart of(Content content) throws IOException, UnusableContent {
        long[] runs = new long[1 << 10];
        int count = 0;
        try (Lines lines = new Lines(content.open())) {
            String row = "";
            for (Optional<AnnotationLine> line = AnnotationLine.next(lines);
                    line.isPresent();
                    line = AnnotationLine.next(lines)) {
                if (line.get().json() == null || line.get().isOf(row)) {
                    continue;
                }
                if (count == MOST_RUNS) {
                    throw new UnusableContent(
                            422, "the file has more than " + MOST_RUNS + " data rows: part it into several files");
                }
                row = line.get().row();
                runs = count == runs.length ? Arrays.copyOf(runs, 2 * count) : runs;
                runs[count++] = hash(row);
            }
        }
        Arrays.sort(runs, 0, count);
        return new RowsApart(repeated(runs, count));
    }

    /** What {@link #text()} wrote. */
    static RowsApart read(String text) {
        return new RowsApart(
                text.isEmpty()
                        ? new long[0]
                        : Arrays.stream(text.split(","))
                                .mapToLong(HexFormat::fromHexDigitsToLong)
                                .toArray());
    }

    /** All that is known, in at most 17 characters for each row that stands apart. */
    String text() {
        return Arrays.stream(rows).mapToObj(HexFormat.of()::toHexDigits).collect(Collectors.joining(","));
    }

    private static long[] repeated(long[] sorted, int count) throws UnusableContent {
        long[] repeated = new long[MOST_APART];
        int found = 0;
        for (int i = 1; i < count; i++) {
            if (sorted[i] != sorted[i - 1] || found > 0 && repeated[found - 1] == sorted[i]) {
                continue;
            }
            if (found == MOST_APART) {
                throw new UnusableContent(
                        422,
                        "the annotations of more than " + MOST_APART
                                + " data rows stand apart in the file: sort its lines by data row");
            }
            repeated[found++] = sorted[i];
        }
        return Arrays.copyOf(repeated, found);
    }

    /** Whether lines of a row stand apart. */
    boolean contains(String row) {
        return Arrays.binarySearch(rows, hash(row)) >= 0;
    }

    private static long hash(String row) {
        return MurmurHash3.hash128x64(row.getBytes(StandardCharsets.UTF_8))[0];
    }
}
