package dev.labelmill.lambda.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.Spans;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.finish.LabelAttributes;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.groundtruth.WorkerAnswer;
import dev.labelmill.lambda.vendor.groundtruth.WorkerAnswer.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The post-annotation function of a labeling job (SageMaker developer guide, "Processing data in a custom labeling workflow
 * with AWS Lambda"): one label for each object of a payload, in the payload's order. A payload's answers are all of the
 * kind that most of them are. Answers that cannot be used are left out and counted in the log.
 */
public final class Consolidating implements Handler {

    private static final Logger LOG = Logger.getLogger(Consolidating.class);

    private static final String NOBODY = "None of the workers' answers can be used.";

    private final JobFiles files;
    private final InstantSource clock;

    /** @param s3 where payloads are read */
    public Consolidating(S3Client s3, InstantSource clock) {
        this.files = new JobFiles(s3);
        this.clock = clock;
    }

    /** @throws IllegalArgumentException saying in one sentence why the event or its payload cannot be used */
    @Override
    public JsonNode handle(JsonNode event) {
        try {
            return consolidated(LabelingJob.read(event));
        } catch (UnusableContent unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    private JsonNode consolidated(LabelingJob job) throws UnusableContent {
        LeftOut leftOut = new LeftOut();
        List<AnnotatedObject> objects = new Annotations(files, leftOut).read(job.payload());
        List<Optional<ObjectNode>> labels = kind(objects)
                .map(kind -> consolidation(job, kind, objects, leftOut).of(ofKind(kind, objects, leftOut)))
                .orElseGet(() -> objects.stream()
                        .map(object -> Optional.<ObjectNode>empty())
                        .toList());
        if (leftOut.count() > 0) {
            LOG.warnf("%d answers of %s were left out because they cannot be used", leftOut.count(), job.name());
        }
        ArrayNode answer = Json.MAPPER.createArrayNode();
        for (int i = 0; i < objects.size(); i++) {
            answer.addObject()
                    .put("datasetObjectId", objects.get(i).id())
                    .putObject("consolidatedAnnotation")
                    .set("content", labels.get(i).orElseGet(() -> failure(job)));
        }
        return answer;
    }

    private static ObjectNode failure(LabelingJob job) {
        ObjectNode content = Json.object();
        content.putObject(job.attribute() + "-metadata")
                .put("failure-reason", NOBODY)
                .put("human-annotated", "yes")
                .put("job-name", job.name());
        return content;
    }

    /** The kind of most answers, of equally frequent ones the first. */
    private static Optional<Kind> kind(List<AnnotatedObject> objects) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        objects.forEach(
                object -> object.answers().values().forEach(answer -> counts.merge(answer.kind(), 1, Integer::sum)));
        return counts.keySet().stream()
                .sorted(Comparator.comparing((Kind kind) -> -counts.get(kind)))
                .findFirst();
    }

    private static List<AnnotatedObject> ofKind(Kind kind, List<AnnotatedObject> objects, LeftOut leftOut) {
        List<AnnotatedObject> kept = new ArrayList<>();
        for (AnnotatedObject object : objects) {
            Map<String, WorkerAnswer> answers = new TreeMap<>();
            object.answers().forEach((worker, answer) -> {
                if (answer.kind() == kind) {
                    answers.put(worker, answer);
                } else {
                    leftOut.add();
                }
            });
            kept.add(new AnnotatedObject(object.id(), object.item(), answers));
        }
        return kept;
    }

    private Consolidation consolidation(LabelingJob job, Kind kind, List<AnnotatedObject> objects, LeftOut leftOut) {
        LabelAttributes form = new LabelAttributes(job.attribute(), job.name(), clock.instant());
        List<String> classes = job.categories().isEmpty() ? named(kind, objects) : job.categories();
        if (kind == Kind.CLASS) {
            return new ClassConsolidation(form, classes, leftOut);
        }
        // Answers without any part name no class, and a type has at least one.
        List<String> some = classes.isEmpty() ? List.of("none") : classes;
        return switch (kind) {
            case CLASSES -> new ValueConsolidation<>(form, new SeveralChoices(some), leftOut);
            case BOXES -> new ValueConsolidation<>(form, new Boxes(some), leftOut);
            default -> new ValueConsolidation<>(form, new Spans(some), leftOut);
        };
    }

    /** The classes that the answers name, where the job tells none: in the order of their names. */
    private static List<String> named(Kind kind, List<AnnotatedObject> objects) {
        TreeSet<String> names = new TreeSet<>();
        for (AnnotatedObject object : objects) {
            for (WorkerAnswer answer : object.answers().values()) {
                if (answer.kind() == kind) {
                    names.addAll(answer.names());
                }
            }
        }
        return List.copyOf(names);
    }
}
