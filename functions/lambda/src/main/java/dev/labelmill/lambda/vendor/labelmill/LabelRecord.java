package dev.labelmill.lambda.vendor.labelmill;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordForm;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.util.List;
import java.util.Optional;

/**
 * One label of a returned file, as docs/returned-files.md has it: a label as in Labelmill's webhooks, with {@code deleted}
 * for one that is taken back. Without a revision of its own it has the file's.
 */
public final class LabelRecord implements RecordForm {

    @Override
    public List<IncomingLabel> read(Field record, ReturnedFile file, ItemNames items) throws UnusableContent {
        Optional<Field> batch = record.optional("batch");
        if (batch.isPresent() && !batch.get().text().equals(file.batch())) {
            throw batch.get().fault("is another than the file's folder says");
        }
        Optional<Field> dispatch = record.optional("dispatch");
        Optional<Field> seconds = record.optional("seconds");
        return List.of(new IncomingLabel(
                file.batch(),
                record.member("task").id(),
                dispatch.isPresent() ? dispatch.get().id() : null,
                annotator(record, file),
                change(record),
                record.optional("revision").isPresent() ? LabelmillPayload.revision(record) : file.revision(),
                seconds.isPresent() ? seconds.get().milliseconds() : null,
                file.delivery()));
    }

    private static String annotator(Field record, ReturnedFile file) throws UnusableContent {
        Optional<Field> annotator = record.optional("annotator");
        return annotator.isEmpty() && file.by().isPresent()
                ? file.annotator()
                : record.member("annotator").id();
    }

    private static LabelChange change(Field record) throws UnusableContent {
        Optional<Field> deleted = record.optional("deleted");
        if (deleted.isEmpty() || !deleted.get().truth()) {
            return LabelmillPayload.submitted(record);
        }
        if (record.optional("choice").isPresent() || record.optional("value").isPresent()) {
            throw deleted.get().fault("is true, but the record has a choice or a value too");
        }
        return new LabelChange.Deleted();
    }
}
