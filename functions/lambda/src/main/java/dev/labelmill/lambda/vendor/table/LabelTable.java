package dev.labelmill.lambda.vendor.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.Mark;
import dev.labelmill.lambda.vendor.RecordForm;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of labels with commas, semicolons or tabs between cells: the columns {@code task}, {@code annotator} (or {@code
 * worker}), {@code choice} (or {@code label}), {@code value} (JSON), {@code seconds}, {@code revision}, {@code dispatch},
 * {@code deleted} ({@code true}) and {@code batch}, in any order; others are passed over, and an empty cell says nothing.
 */
public final class LabelTable implements FileForm {

    private static final Map<String, String> OTHER_NAMES = Map.of("worker", "annotator", "label", "choice");
    private static final Set<String> TEXTS = Set.of("task", "annotator", "choice", "dispatch", "batch");
    private static final Set<String> VALUES = Set.of("value", "seconds", "revision", "deleted");

    private final String separators;
    private final RecordForm form;
    private final Optional<Foreign> foreign;

    /**
     * Rows of a vendor's own table, which may stand where ours do.
     *
     * @param column that tells such a table
     * @param form   what a row says: the cells that are not empty, as texts named by their columns
     */
    public record Foreign(String column, RecordForm form) {}

    /**
     * @param separators what may part cells
     * @param form       what a row says, its columns as the members of a JSON object
     */
    public LabelTable(String separators, RecordForm form) {
        this(separators, form, Optional.empty());
    }

    /** The same, where a vendor's own table may stand too. */
    public LabelTable(String separators, RecordForm form, Foreign foreign) {
        this(separators, form, Optional.of(foreign));
    }

    private LabelTable(String separators, RecordForm form, Optional<Foreign> foreign) {
        this.separators = separators;
        this.form = form;
        this.foreign = foreign;
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException, UnusableContent {
        return read(file, content, items, Optional.empty());
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items, Mark mark)
            throws IOException, UnusableContent {
        return read(file, content, items, Optional.of(mark));
    }

    private RecordReader read(ReturnedFile file, Content content, ItemNames items, Optional<Mark> mark)
            throws IOException, UnusableContent {
        Lines lines = new Lines(content.open());
        try {
            Rows rows = Rows.of(lines, separators);
            return reader(mark.isEmpty() ? rows : rows.from(rest(content, mark.get())), file, items);
        } catch (IOException | UnusableContent e) {
            lines.close();
            throw e;
        }
    }

    private static Lines rest(Content content, Mark mark) throws IOException {
        return new Lines(content.open(mark.offset()), mark.offset(), mark.line());
    }

    private RecordReader reader(Rows rows, ReturnedFile file, ItemNames items) throws UnusableContent {
        Optional<Foreign> other = foreign.filter(f -> rows.header().contains(f.column()));
        if (other.isPresent()) {
            requireDifferent(rows.header());
            return new TableReader(rows, cells -> other.get().form().read(texts(rows.header(), cells), file, items));
        }
        List<String> columns = columns(rows.header());
        return new TableReader(rows, cells -> read(columns, cells, file, items));
    }

    private static void requireDifferent(List<String> header) throws UnusableContent {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            if (!seen.add(header.get(i))) {
                throw new UnusableContent(422, "the header has the name of column " + (i + 1) + " twice");
            }
        }
    }

    private static Field texts(List<String> header, List<String> cells) {
        ObjectNode record = Json.object();
        for (int i = 0; i < header.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                record.put(header.get(i), cells.get(i));
            }
        }
        return TableReader.field(record);
    }

    private static List<String> columns(List<String> header) throws UnusableContent {
        List<String> columns = new ArrayList<>();
        for (String name : header) {
            String lower = name.toLowerCase(Locale.ROOT);
            String column = OTHER_NAMES.getOrDefault(lower, lower);
            boolean known = TEXTS.contains(column) || VALUES.contains(column);
            if (known && columns.contains(column)) {
                throw new UnusableContent(422, "the header has the column " + column + " twice");
            }
            columns.add(known ? column : "");
        }
        if (!columns.contains("task") || columns.stream().noneMatch(Set.of("choice", "value", "deleted")::contains)) {
            throw new UnusableContent(
                    422,
                    "the header needs the columns task, annotator, and choice or value; nothing of the file is read");
        }
        return columns;
    }

    private List<IncomingLabel> read(List<String> columns, List<String> cells, ReturnedFile file, ItemNames items)
            throws UnusableContent {
        ObjectNode record = Json.object();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            String cell = cells.get(i);
            if (column.isEmpty() || cell.isEmpty()) {
                continue;
            }
            record.set(
                    column,
                    TEXTS.contains(column)
                            ? record.textNode(cell)
                            : json(column, column.equals("deleted") ? cell.toLowerCase(Locale.ROOT) : cell));
        }
        return form.read(TableReader.field(record), file, items);
    }

    private static JsonNode json(String column, String cell) throws UnusableContent {
        try {
            JsonNode wrapped = StrictJson.read(("{\"cell\":" + cell + "}").getBytes(StandardCharsets.UTF_8))
                    .node();
            if (wrapped.size() == 1) {
                return wrapped.get("cell");
            }
        } catch (UnusableContent bad) {
            throw new UnusableContent(422, column + " is not JSON: numbers have a point, texts stand in quotes");
        }
        throw new UnusableContent(422, column + " holds more than one value");
    }
}
