package dev.labelmill.lambda.returned;

import dev.labelmill.lambda.payload.JsonElements;
import dev.labelmill.lambda.payload.JsonElements.Element;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.RecordForm;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.a2i.HumanLoopOutput;
import dev.labelmill.lambda.vendor.coco.CocoFile;
import dev.labelmill.lambda.vendor.cvat.CvatXml;
import dev.labelmill.lambda.vendor.groundtruth.OutputManifestLine;
import dev.labelmill.lambda.vendor.groundtruth.WorkerResponse;
import dev.labelmill.lambda.vendor.labelbox.LabelboxExport;
import dev.labelmill.lambda.vendor.labelmill.LabelRecord;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioExport;
import dev.labelmill.lambda.vendor.table.JsonLines;
import dev.labelmill.lambda.vendor.table.LabelTable;
import dev.labelmill.lambda.vendor.toloka.TolokaRow;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which form a returned file has: by the end of its name. */
final class FileForms {

    private static final RecordForm LABEL = new LabelRecord();
    private static final RecordForm MANIFEST = new OutputManifestLine();
    /** Lines of manifests have metadata, which no label of ours has. */
    private static final RecordForm LINE =
            (record, file, items) -> (OutputManifestLine.is(record) ? MANIFEST : LABEL).read(record, file, items);

    private static final FileForm WORKER_RESPONSE = new WorkerResponse();
    private static final FileForm LINES = new JsonLines(LINE);
    private static final FileForm STUDIO = new LabelStudioExport();
    private static final FileForm COCO = new CocoFile();
    private static final Map<String, Kind> BY_END = Map.of(
            "jsonl",
            FileForms::lines,
            "ndjson",
            FileForms::lines,
            "json",
            FileForms::json,
            "xml",
            always(new CvatXml()),
            "manifest",
            always(new JsonLines(MANIFEST)),
            "csv",
            always(new LabelTable(",;\t", LABEL)),
            "tsv",
            always(new LabelTable("\t", LABEL, new LabelTable.Foreign(TolokaRow.TASK, new TolokaRow()))));

    /** Files whose names end alike; how theirs begins may tell the form. */
    private interface Kind {
        FileForm form(FileForm.Content content) throws IOException, UnusableContent;
    }

    private static Kind always(FileForm form) {
        return content -> form;
    }

    /**
     * The form; empty for a file that a labeling job leaves beside its worker responses, which holds no labels of its own.
     *
     * @throws UnusableContent if it is none that is known
     */
    Optional<FileForm> of(ReturnedFile file, FileForm.Content content) throws IOException, UnusableContent {
        if (WorkerResponse.isOfAJob(file)) {
            return Optional.of(WORKER_RESPONSE).filter(form -> WorkerResponse.is(file));
        }
        String name = file.name().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String end = plain.substring(plain.lastIndexOf('.') + 1);
        Kind kind = BY_END.get(end);
        if (kind == null) {
            throw new UnusableContent(
                    422,
                    "the file's name must end with .jsonl, .ndjson, .manifest, .csv, .tsv, .json or .xml, and perhaps .gz");
        }
        return Optional.of(kind.form(content));
    }

    /** Labelbox's annotations have a data row, which no label of ours has. */
    private static FileForm lines(FileForm.Content content) throws IOException {
        return LabelboxExport.formOf(content).orElse(LINES);
    }

    /** A list is Label Studio's; of an object the first member that tells. */
    private static FileForm json(FileForm.Content content) throws IOException, UnusableContent {
        try (JsonElements elements = new JsonElements(content.open())) {
            if (elements.isList()) {
                return STUDIO;
            }
            for (Optional<Element> next = elements.next(); next.isPresent(); next = elements.next()) {
                if (LabelStudioExport.isOfATask(next.get())) {
                    return STUDIO;
                }
                if (CocoFile.has(next.get().member())) {
                    return COCO;
                }
                if (next.get().member().equals(HumanLoopOutput.ANSWERS)) {
                    return new HumanLoopOutput();
                }
            }
        }
        throw new UnusableContent(
                422,
                "the file is no list of Label Studio's tasks, and has neither COCO's images nor a human loop's answers");
    }
}
