package dev.labelmill.lambda.vendor.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One record of a table cut into its cells (RFC 4180). A quote opens a quoted cell at the cell's beginning only; elsewhere it
 * is a character like others.
 *
 * @param values as they are meant
 * @param open   whether the text ends inside a quoted cell
 * @param fault  what is wrong, if anything is
 */
record Cells(List<String> values, boolean open, Optional<String> fault) {

    private static final char QUOTE = '"';

    static Cells of(String text, char separator) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder cell = new StringBuilder();
            if (at < text.length() && text.charAt(at) == QUOTE) {
                at = quoted(text, at + 1, cell);
                if (at < 0) {
                    return new Cells(values, true, Optional.empty());
                }
            } else {
                int end = text.indexOf(separator, at);
                end = end < 0 ? text.length() : end;
                cell.append(text, at, end);
                at = end;
            }
            values.add(cell.toString());
            if (at == text.length()) {
                return new Cells(values, false, Optional.empty());
            }
            if (text.charAt(at) != separator) {
                return new Cells(
                        values,
                        false,
                        Optional.of("cell " + values.size()
                                + " goes on behind its closing quote; a quote inside a quoted cell is written twice"));
            }
            at++;
        }
    }

    /** Reads to behind the closing quote; negative if there is none. */
    private static int quoted(String text, int from, StringBuilder cell) {
        int at = from;
        while (true) {
            int quote = text.indexOf(QUOTE, at);
            if (quote < 0) {
                return -1;
            }
            cell.append(text, at, quote);
            if (quote + 1 < text.length() && text.charAt(quote + 1) == QUOTE) {
                cell.append(QUOTE);
                at = quote + 2;
            } else {
                return quote + 1;
            }
        }
    }
}
