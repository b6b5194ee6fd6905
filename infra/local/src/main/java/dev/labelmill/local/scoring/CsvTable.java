package dev.labelmill.local.scoring;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A CSV file (RFC 4180, UTF-8 with or without byte order mark, any line ends) whose first line names its columns, read
 * row by row. Blanks around names and values do not count, and neither does the case of column names.
 */
final class CsvTable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final List<String> columns;
    private long line = 1;

    private CsvTable(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /** What a kind of table does with its columns, and then with each row. */
    @FunctionalInterface
    interface Format {

        /** Is told the columns and gives what takes the rows. */
        Rows columns(CsvTable table);
    }

    /** Takes the rows. */
    @FunctionalInterface
    interface Rows {
        void row(Row row);
    }

    /**
     * Reads a file.
     *
     * @throws UnusableTable if it is not there, or not as it should be
     */
    static void read(Path file, Format format) {
        if (!Files.isRegularFile(file)) {
            throw UnusableTable.of(file, Files.exists(file) ? "is not a file" : "is not there");
        }
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            skipByteOrderMark(text);
            try (CsvReader<CsvRecord> records = CsvReader.builder()
                    .allowMissingFields(true)
                    .allowExtraFields(true)
                    .ofCsvRecord(text)) {
                read(file, records.iterator(), format);
            }
        } catch (CharacterCodingException notUtf8) {
            throw UnusableTable.of(file, "is not UTF-8; save it as UTF-8");
        } catch (IOException unreadable) {
            throw UnusableTable.of(file, "cannot be read: " + unreadable.getMessage());
        }
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    private static void read(Path file, Iterator<CsvRecord> records, Format format) throws IOException {
        CsvTable table = new CsvTable(file, List.of());
        try {
            if (!records.hasNext()) {
                throw UnusableTable.of(file, "is empty; its first line must name the columns");
            }
            table = new CsvTable(file, names(records.next()));
            Rows rows = format.columns(table);
            while (records.hasNext()) {
                CsvRecord next = records.next();
                table.line = next.getStartingLineNumber();
                rows.row(table.row(next));
            }
        } catch (CsvParseException broken) {
            throw UnusableTable.at(
                    file, table.line + 1, "a quote there or further down is not closed or not doubled; mend it");
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static List<String> names(CsvRecord header) {
        return header.getFields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private Row row(CsvRecord fields) {
        if (fields.getFieldCount() != columns.size()) {
            throw UnusableTable.at(
                    file,
                    line,
                    "it has " + fields.getFieldCount() + " values but the header has " + columns.size()
                            + " columns; quote values that hold commas");
        }
        return new Row(fields);
    }

    /**
     * The place of a column.
     *
     * @throws UnusableTable if it is not there, or twice
     */
    Column column(String name) {
        int place = columns.indexOf(name);
        if (place < 0) {
            throw UnusableTable.at(
                    file,
                    1,
                    "there is no column " + name + " among "
                            + columns.stream().map(CsvTable::shown).collect(Collectors.joining(", "))
                            + (columns.size() == 1 && columns.get(0).matches(".*[;\t|].*")
                                    ? "; columns have commas between them here, so replace what yours have"
                                    : "; name it in the first line"));
        }
        if (columns.lastIndexOf(name) != place) {
            throw UnusableTable.at(file, 1, "there are two columns " + name + "; rename one");
        }
        return new Column(name, place);
    }

    /** Whether there is such a column. */
    boolean has(String column) {
        return columns.contains(column);
    }

    private static String shown(String text) {
        return "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
    }

    /**
     * A column.
     *
     * @param place from 0
     */
    record Column(String name, int place) {}

    /** A row, valid until the next. */
    final class Row {

        private final CsvRecord fields;

        private Row(CsvRecord fields) {
            this.fields = fields;
        }

        /**
         * A value without the blanks around it.
         *
         * @throws UnusableTable if it is blank or goes over several lines, which a quote that is not closed does
         */
        String value(Column column) {
            String value = fields.getField(column.place()).strip();
            if (value.isEmpty()) {
                throw problem(column, "it is empty; fill it in or take the line out");
            }
            if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
                throw problem(column, "it goes over several lines; close the quote, or take the line break out");
            }
            return value;
        }

        /** What is wrong with a value, to be thrown. */
        UnusableTable problem(Column column, String what) {
            return UnusableTable.at(file, line, "column " + column.name() + ": " + what);
        }

        /** What is wrong with a value that is to be shown, to be thrown. */
        UnusableTable problem(Column column, String value, String what) {
            return problem(column, shown(value) + " " + what);
        }
    }
}
