package dev.labelmill.lambda.vendor.table;

import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.Lines.Line;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.Mark;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A table's rows under its header. A quoted cell may go over several lines, as texts in exports do, but only where the row
 * then fits the header and none of the lines that it goes over does by itself: a quote that somebody forgot must not swallow
 * the rows behind it. Such a row is a fault of its first line, and the next line begins the next row.
 */
final class Rows implements Closeable {

    /** Lines that one row may go over. */
    private static final int MAX_LINES = 200;

    private final Lines lines;
    private final char separator;
    private final List<String> header;
    private final Deque<Line> ahead = new ArrayDeque<>();

    /**
     * A row.
     *
     * @param line    where it begins, from 1
     * @param cells   as many as the header has; none where there is a fault
     * @param fault   why it cannot be used
     * @param excerpt its beginning
     */
    record Row(long line, List<String> cells, Optional<String> fault, String excerpt) {}

    private Rows(Lines lines, char separator, List<String> header) {
        this.lines = lines;
        this.separator = separator;
        this.header = header;
    }

    /**
     * Reads the header.
     *
     * @param separators what may part cells: the first one that the header holds does
     * @throws UnusableContent if there is none
     */
    static Rows of(Lines lines, String separators) throws IOException, UnusableContent {
        Optional<Line> first = lines.next();
        while (first.filter(Line::isBlank).isPresent()) {
            first = lines.next();
        }
        if (first.isEmpty()) {
            throw new UnusableContent(422, "the file is empty");
        }
        Optional<String> fault = fault(first.get());
        if (fault.isPresent()) {
            throw new UnusableContent(422, "line " + first.get().number() + ", the header, " + fault.get());
        }
        String text = text(first.get()).orElseThrow();
        char separator = (char)
                separators.chars().filter(c -> text.indexOf(c) >= 0).findFirst().orElse(separators.charAt(0));
        Cells cells = Cells.of(text, separator);
        if (cells.open() || cells.fault().isPresent()) {
            throw new UnusableContent(422, "line " + first.get().number() + ", the header, has an unclosed quote");
        }
        return new Rows(
                lines, separator, cells.values().stream().map(String::strip).toList());
    }

    /** The rows from a mark on, by the same header. These are closed. */
    Rows from(Lines rest) throws IOException {
        lines.close();
        return new Rows(rest, separator, header);
    }

    /** Where the next row begins. */
    Mark mark() {
        return ahead.isEmpty()
                ? new Mark(lines.offset(), lines.number(), "")
                : new Mark(ahead.getFirst().offset(), ahead.getFirst().number(), "");
    }

    List<String> header() {
        return header;
    }

    /** The next row; empty at the end. */
    Optional<Row> next() throws IOException {
        Optional<Line> line = take();
        while (line.filter(Line::isBlank).isPresent()) {
            line = take();
        }
        return line.isPresent() ? Optional.of(row(line.get())) : Optional.empty();
    }

    private Row row(Line line) throws IOException {
        Optional<String> fault = fault(line);
        if (fault.isPresent()) {
            return unusable(line, fault.get());
        }
        Cells cells = Cells.of(text(line).orElseThrow(), separator);
        if (cells.open()) {
            return overSeveral(line);
        }
        if (cells.fault().isPresent()) {
            return unusable(line, cells.fault().get());
        }
        if (cells.values().size() != header.size()) {
            return unusable(line, "has " + cells.values().size() + " cells, and the header has " + header.size());
        }
        return new Row(line.number(), cells.values(), Optional.empty(), excerpt(line));
    }

    private Row overSeveral(Line first) throws IOException {
        StringBuilder text = new StringBuilder(text(first).orElseThrow());
        Deque<Line> taken = new ArrayDeque<>();
        while (taken.size() < MAX_LINES && text.length() < Lines.MAX_BYTES) {
            Optional<Line> more = take();
            more.ifPresent(taken::add);
            if (more.isEmpty() || fault(more.get()).isPresent() || isRow(more.get())) {
                break;
            }
            text.append('\n').append(text(more.get()).orElseThrow());
            Cells cells = Cells.of(text.toString(), separator);
            if (!cells.open()) {
                if (cells.fault().isEmpty() && cells.values().size() == header.size()) {
                    return new Row(first.number(), cells.values(), Optional.empty(), excerpt(first));
                }
                break;
            }
        }
        while (!taken.isEmpty()) {
            ahead.addFirst(taken.removeLast());
        }
        return unusable(first, "has a quoted cell that is not closed; the rows behind it are read as they stand");
    }

    private boolean isRow(Line line) {
        Cells cells = Cells.of(text(line).orElseThrow(), separator);
        return !cells.open() && cells.fault().isEmpty() && cells.values().size() == header.size() && header.size() > 1;
    }

    private Optional<Line> take() throws IOException {
        return ahead.isEmpty() ? lines.next() : Optional.of(ahead.removeFirst());
    }

    private static Optional<String> fault(Line line) {
        if (line.tooLong()) {
            return Optional.of("is longer than " + Lines.MAX_BYTES + " bytes");
        }
        Optional<String> text = text(line);
        if (text.isEmpty()) {
            return Optional.of("is not UTF-8");
        }
        return text.get().indexOf('\r') < 0
                ? Optional.empty()
                : Optional.of("holds a carriage return that ends no line; end lines with line feeds");
    }

    private static Optional<String> text(Line line) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.bytes()))
                    .toString());
        } catch (CharacterCodingException invalid) {
            return Optional.empty();
        }
    }

    private static Row unusable(Line line, String fault) {
        return new Row(line.number(), List.of(), Optional.of("the row " + fault), excerpt(line));
    }

    private static String excerpt(Line line) {
        int most = Math.min(line.bytes().length, LabelProblem.MAX_EXCERPT_CHARS);
        return new String(line.bytes(), 0, most, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
