package dev.labelmill.lambda.vendor.groundtruth;

import dev.labelmill.lambda.payload.JsonElements;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worker-response file of a labeling job (SageMaker developer guide, "Labeling job output data"): the answers to one line of
 * the input manifest, which only the file's path tells. A job is named after its task file, {@code <dispatch>} or {@code
 * <dispatch>-…}, and writes under {@code returns/<vendor>/<batch>/}.
 */
public final class WorkerResponse implements FileForm {

    private static final String JOB = "(?:.*/)?(d-[0-9a-f]+)(?:-[^/]*)?/";

    private static final Pattern PATH =
            Pattern.compile(JOB + "annotations/worker-response/iteration-\\d{1,9}/(\\d{1,9})/[^/]+\\.json");

    /** What a job writes into its folder; all but the worker responses repeats what they say. */
    private static final Pattern OF_A_JOB =
            Pattern.compile(JOB + "(?:annotations|annotation-tool|manifests|inference|training|activelearning)/.*");

    /** Whether a file is one that a job wrote. */
    public static boolean isOfAJob(ReturnedFile file) {
        return OF_A_JOB.matcher(file.name()).matches();
    }

    /** Whether a file is a worker response. */
    public static boolean is(ReturnedFile file) {
        return PATH.matcher(file.name()).matches();
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException, UnusableContent {
        Matcher path = PATH.matcher(file.name());
        if (!path.matches()) {
            throw new UnusableContent(
                    422,
                    "a worker response stands in <dispatch>/annotations/worker-response/iteration-<n>/<line>/, and this"
                            + " file does not");
        }
        String item = items.at(path.group(1), Long.parseLong(path.group(2)));
        return new SubmittedAnswers(
                file, new ManifestItem(file.batch(), item, path.group(1)), "answers", new JsonElements(content.open()));
    }
}
