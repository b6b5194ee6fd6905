package dev.labelmill.lambda.vendor.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.Mark;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import dev.labelmill.lambda.vendor.table.Rows.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads a table row by row, each as the JSON object that its cells say. */
record TableReader(Rows rows, Meaning meaning) implements RecordReader {

    /** What a row says. */
    interface Meaning {
        List<IncomingLabel> of(List<String> cells) throws UnusableContent;
    }

    @Override
    public Optional<ReturnedRecord> next() throws IOException {
        return rows.next().map(this::read);
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(rows.mark());
    }

    @Override
    public long bytesRead() {
        return rows.mark().offset();
    }

    private ReturnedRecord read(Row row) {
        String place = "line " + row.line();
        if (row.fault().isPresent()) {
            return ReturnedRecord.unusable(place, row.fault().get(), row.excerpt());
        }
        try {
            return ReturnedRecord.of(place, meaning.of(row.cells()));
        } catch (UnusableContent bad) {
            return ReturnedRecord.unusable(place, bad.getMessage(), row.excerpt());
        }
    }

    /** A record of JSON, so that cells are read like any other JSON. */
    static Field field(ObjectNode record) {
        return new Field("", record);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
