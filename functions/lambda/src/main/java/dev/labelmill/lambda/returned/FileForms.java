package dev.labelmill.lambda.returned;

import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.RecordForm;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.labelmill.LabelRecord;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioExport;
import dev.labelmill.lambda.vendor.table.JsonLines;
import dev.labelmill.lambda.vendor.table.LabelTable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which form a returned file has: by the end of its name. */
final class FileForms {

    private static final RecordForm LABEL = new LabelRecord();
    private static final FileForm STUDIO = new LabelStudioExport();
    private static final Map<String, FileForm> BY_END = Map.of(
            "jsonl", new JsonLines(LABEL),
            "ndjson", new JsonLines(LABEL),
            "csv", new LabelTable(",;\t", LABEL),
            "tsv", new LabelTable("\t", LABEL));

    /**
     * The form.
     *
     * @throws UnusableContent if it is none that is known
     */
    FileForm of(ReturnedFile file) throws UnusableContent {
        String name = file.name().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String end = plain.substring(plain.lastIndexOf('.') + 1);
        if (end.equals("json")) {
            return STUDIO;
        }
        return Optional.ofNullable(BY_END.get(end))
                .orElseThrow(() -> new UnusableContent(
                        422, "the file's name must end with .jsonl, .ndjson, .csv, .tsv or .json, and perhaps .gz"));
    }
}
