package dev.labelmill.lambda.returned;

import dev.labelmill.lambda.payload.JsonElements;
import dev.labelmill.lambda.payload.JsonElements.Element;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordForm;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.a2i.HumanLoopOutput;
import dev.labelmill.lambda.vendor.coco.CocoFile;
import dev.labelmill.lambda.vendor.cvat.CvatXml;
import dev.labelmill.lambda.vendor.groundtruth.OutputManifestLine;
import dev.labelmill.lambda.vendor.groundtruth.WorkerResponse;
import dev.labelmill.lambda.vendor.labelbox.LabelboxLines;
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
    private static final Map<String, FileForm> BY_END = Map.of(
            "jsonl",
            FileForms::lines,
            "ndjson",
            FileForms::lines,
            "json",
            FileForms::json,
            "xml",
            new CvatXml(),
            "manifest",
            new JsonLines(MANIFEST),
            "csv",
            new LabelTable(",;\t", LABEL),
            "tsv",
            new LabelTable("\t", LABEL, new LabelTable.Foreign(TolokaRow.TASK, new TolokaRow())));

    /**
     * The form; empty for a file that a labeling job leaves beside its worker responses, which holds no labels of its own.
     *
     * @throws UnusableContent if it is none that is known
     */
    Optional<FileForm> of(ReturnedFile file) throws UnusableContent {
        if (WorkerResponse.isOfAJob(file)) {
            return Optional.of(WORKER_RESPONSE).filter(form -> WorkerResponse.is(file));
        }
        String name = file.name().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String end = plain.substring(plain.lastIndexOf('.') + 1);
        Optional<FileForm> known = Optional.ofNullable(BY_END.get(end));
        if (known.isEmpty()) {
            throw new UnusableContent(
                    422,
                    "the file's name must end with .jsonl, .ndjson, .manifest, .csv, .tsv, .json or .xml, and perhaps .gz");
        }
        return known;
    }

    /** Labelbox's annotations have a data row, which no label of ours has. */
    private static RecordReader lines(ReturnedFile file, FileForm.Content content, ItemNames items)
            throws IOException, UnusableContent {
        FileForm form = LabelboxLines.begin(content) ? new LabelboxLines() : new JsonLines(LINE);
        return form.read(file, content, items);
    }

    /** A list is Label Studio's; of an object the first member that tells. */
    private static RecordReader json(ReturnedFile file, FileForm.Content content, ItemNames items)
            throws IOException, UnusableContent {
        return ofJson(content).read(file, content, items);
    }

    private static FileForm ofJson(FileForm.Content content) throws IOException, UnusableContent {
        try (JsonElements elements = new JsonElements(content.open())) {
            if (elements.isList()) {
                return new LabelStudioExport();
            }
            for (Optional<Element> next = elements.next(); next.isPresent(); next = elements.next()) {
                if (CocoFile.has(next.get().member())) {
                    return new CocoFile();
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
