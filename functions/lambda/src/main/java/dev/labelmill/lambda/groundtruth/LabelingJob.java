package dev.labelmill.lambda.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the event of a post-annotation function tells.
 *
 * @param name       the job's, as manifests write it: {@code labeling-job/birds}
 * @param attribute  that the labels stand under
 * @param categories the job's classes in their order; empty where the event names none
 * @param payload    address of the file with the workers' answers
 */
record LabelingJob(String name, String attribute, List<String> categories, Field payload) {

    LabelingJob {
        categories = List.copyOf(categories);
    }

    /** @throws UnusableContent if something is missing */
    static LabelingJob read(JsonNode event) throws UnusableContent {
        Field root = new Field("", event);
        String arn = root.member("labelingJobArn").text();
        List<String> categories = new ArrayList<>();
        Optional<Field> named = root.optional("labelCategories");
        if (named.isPresent()) {
            for (Field category : named.get().elements()) {
                if (categories.contains(category.name())) {
                    throw category.fault("repeats a category");
                }
                categories.add(category.name());
            }
        }
        return new LabelingJob(
                "labeling-job/" + arn.substring(arn.lastIndexOf('/') + 1),
                root.member("labelAttributeName").name(),
                categories,
                root.member("payload").member("s3Uri"));
    }
}
