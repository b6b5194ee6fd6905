package dev.labelmill.lambda.vendor.groundtruth;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.JsonElements;
import dev.labelmill.lambda.payload.JsonElements.Element;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What SageMaker's workers submitted for one item: a list of {@code answerContent}, {@code workerId}, {@code submissionTime}, which
 * is a label's revision, and of private workforces {@code timeSpentInSeconds}.
 *
 * @param member  of the file's object that the list is
 * @param content the file
 */
public record SubmittedAnswers(ReturnedFile file, ManifestItem item, String member, JsonElements content)
        implements RecordReader {

    @Override
    public Optional<ReturnedRecord> next() throws IOException, UnusableContent {
        Optional<Element> answer = content.next();
        while (answer.isPresent() && !answer.get().member().equals(member)) {
            answer = content.next();
        }
        return answer.map(this::read);
    }

    @Override
    public long bytesRead() {
        return content.position().taken();
    }

    @Override
    public Optional<String> batch() {
        return Optional.of(item.batch());
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
                    item.batch(),
                    item.item(),
                    item.dispatch(),
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
        content.close();
    }
}
