package dev.labelmill.lambda.vendor.groundtruth;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.JsonElements;
import dev.labelmill.lambda.payload.JsonElements.Element;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worker-response file of a labeling job (SageMaker developer guide, "Labeling job output data"): the answers to one line of
 * the input manifest, which only the file's path tells. A job is named after its task file, {@code <dispatch>} or {@code
 * <dispatch>-…}, and writes under {@code returns/<vendor>/<batch>/}. When an answer was submitted is its revision.
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
        return new Reader(file, item, path.group(1), new JsonElements(content.open()));
    }

    private record Reader(ReturnedFile file, String item, String dispatch, JsonElements answers)
            implements RecordReader {

        @Override
        public Optional<ReturnedRecord> next() throws IOException, UnusableContent {
            Optional<Element> answer = answers.next();
            while (answer.isPresent() && !answer.get().member().equals("answers")) {
                answer = answers.next();
            }
            return answer.map(this::read);
        }

        private ReturnedRecord read(Element answer) {
            try {
                return ReturnedRecord.of(answer.place(), List.of(label(answer.read())));
            } catch (UnusableContent bad) {
                return ReturnedRecord.unusable(answer.place(), bad.getMessage(), answer.excerpt());
            }
        }

        private IncomingLabel label(Field answer) throws UnusableContent {
            Field submitted = answer.member("submissionTime");
            Optional<Field> seconds = answer.optional("timeSpentInSeconds");
            try {
                return new IncomingLabel(
                        file.batch(),
                        item,
                        dispatch,
                        answer.member("workerId").id(),
                        AnswerContent.read(answer.member("answerContent")).change(),
                        ReturnedFile.micros(submitted.instant()),
                        seconds.isPresent() ? seconds.get().milliseconds() : null,
                        file.delivery());
            } catch (ArithmeticException beyond) {
                throw submitted.fault("is not a time between 1970 and 2255");
            }
        }

        @Override
        public void close() throws IOException {
            answers.close();
        }
    }
}
