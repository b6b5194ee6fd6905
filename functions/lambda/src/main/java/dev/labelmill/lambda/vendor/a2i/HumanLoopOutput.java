package dev.labelmill.lambda.vendor.a2i;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.JsonElements;
import dev.labelmill.lambda.payload.JsonElements.Element;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.groundtruth.ManifestItem;
import dev.labelmill.lambda.vendor.groundtruth.SubmittedAnswers;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code output.json} of a human loop (SageMaker developer guide, "Amazon A2I output data"): the answers of its workers, and
 * the input that the loop was started with, which is a line of a task file in Ground Truth's form and says of which item they are.
 */
public final class HumanLoopOutput implements FileForm {

    /** The member that tells such a file. */
    public static final String ANSWERS = "humanAnswers";

    private static final String INPUT = "inputContent";

    /** Where the output path is the vendor's folder, the folder below it is the flow definition's and not a batch's. */
    private static final Pattern BELOW_A_FLOW = Pattern.compile("\\d{4}(/\\d{2}){5}/[^/]+/output\\.json");

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException, UnusableContent {
        Field input = input(content);
        ManifestItem item = BELOW_A_FLOW.matcher(file.name()).matches()
                ? ManifestItem.read(input)
                : ManifestItem.read(input, file, items);
        return new SubmittedAnswers(file, item, ANSWERS, new JsonElements(content.open()));
    }

    /** It may stand behind the answers. */
    private static Field input(Content content) throws IOException, UnusableContent {
        try (JsonElements elements = new JsonElements(content.open())) {
            for (Optional<Element> next = elements.next(); next.isPresent(); next = elements.next()) {
                if (next.get().member().equals(INPUT)) {
                    return new Field(
                            INPUT, next.get().read(ManifestItem.MEMBERS).node());
                }
            }
        }
        throw new UnusableContent(422, "the human loop has no inputContent, which tells its item");
    }
}
