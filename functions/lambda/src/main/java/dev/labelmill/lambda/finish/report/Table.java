package dev.labelmill.lambda.finish.report;

import java.util.List;

/**
 * A table of one row for each subject. Where a page is too narrow for its columns each row becomes a block, in which every cell has
 * its column's title before it.
 */
final class Table {

    /** Less room between columns, and numbers in several lines: for rows that a page would not be wide enough for otherwise. */
    static final String DENSE = "dense";

    private final Html html;
    private final List<Column> columns;

    private Table(Html html, List<Column> columns) {
        this.html = html;
        this.columns = columns;
    }

    /** A column after the first: what stands above it, and the style of its cells. */
    record Column(String title, String style) {

        static Column text(String title) {
            return new Column(title, "");
        }

        static Column number(String title) {
            return new Column(title, "number");
        }

        /** Of numbers that are the point of the table. */
        static Column strong(String title) {
            return new Column(title, "number strong");
        }
    }

    /** What a cell holds. */
    interface Cell {

        void write(Html html);

        static Cell of(String text) {
            return html -> html.text(text);
        }
    }

    /** Opens one, with {@code subject} above the rows' names. */
    static Table open(Html html, String subject, List<Column> columns, String... styles) {
        html.open("div", "class", "scroll")
                .open(
                        "table",
                        "class",
                        String.join(" ", "rows", String.join(" ", styles)).strip())
                .open("thead")
                .open("tr")
                .element("th", subject, "scope", "col");
        columns.forEach(column -> html.element("th", column.title(), "scope", "col", "class", column.style()));
        html.close().close().open("tbody");
        return new Table(html, columns);
    }

    /** A row of texts. */
    Table row(String subject, List<String> cells) {
        return row(Cell.of(subject), cells.stream().map(Cell::of).toList());
    }

    /** A row of as many cells as there are columns. */
    Table row(Cell subject, List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells in " + columns.size() + " columns");
        }
        html.open("tr").open("th", "scope", "row");
        subject.write(html);
        html.close();
        for (int i = 0; i < cells.size(); i++) {
            Column column = columns.get(i);
            html.open("td", "class", column.style(), "data-title", Words.withUnits(column.title()));
            cells.get(i).write(html);
            html.close();
        }
        html.close();
        return this;
    }

    /** Ends it. */
    void close() {
        html.close().close().close();
    }
}
