package dev.labelmill.lambda.vendor.cvat;

import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.FetchForm;
import dev.labelmill.lambda.vendor.Revision;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.VendorApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job as CVAT's API gives it: one person's annotation of a task of ours, which has one image and is named by its
 * {@link TaskKey}. The person is whom the job was assigned to when it was completed, since CVAT tells no other; when the job was
 * changed last is the label's revision. What is no annotator's own answer holds no label: ground truth jobs, the job into which
 * replicas are merged, and jobs that are not completed any more, which will be again. A job that has gone on to another stage
 * (whose state then begins anew) is a reviewer's, and may not say any more what the annotator said.
 */
public final class CvatJob implements FetchForm {

    static final String COMPLETED = "completed";

    private static final String MOVED_ON =
            "job.stage is not annotation any more: a reviewer had the job before its answer was fetched, and CVAT keeps no"
                    + " earlier one; if it is still the annotator's, set the job back to annotation and to completed";

    @Override
    public ParsedPayload fetch(VendorApi api, ApiAccess access, Errand errand) throws UnusableContent {
        CompletedJob completed = CompletedJob.of(errand);
        CvatApi cvat = new CvatApi(api, access);
        Field job = cvat.get(cvat.path("api/jobs").part(completed.job()).uri(), "job");
        if (!Long.toString(job.member("id").whole()).equals(completed.job())) {
            throw job.member("id").fault("is not the id of the job that was asked for");
        }
        if (!isOnePersons(job)) {
            return ParsedPayload.ignored();
        }
        Reading reading = new Reading(cvat, job, completed, errand.delivery());
        if (!isInAnnotation(job)) {
            return reading.lost();
        }
        return isCompleted(job) ? reading.read() : ParsedPayload.ignored();
    }

    /** Whether nobody works on it any more, in whichever stage it is. */
    static boolean isCompleted(Field job) throws UnusableContent {
        return job.member("state").text().equals(COMPLETED);
    }

    /** Whether it is in the hands of an annotator, and not of a reviewer. */
    static boolean isInAnnotation(Field job) throws UnusableContent {
        Optional<Field> stage = job.optional("stage");
        return stage.isEmpty() || stage.get().text().equals("annotation");
    }

    /** Whether its answer is one person's own. */
    static boolean isOnePersons(Field job) throws UnusableContent {
        Optional<Field> type = job.optional("type");
        return switch (type.isPresent() ? type.get().text() : "annotation") {
            case "consensus_replica" -> true;
            case "annotation" -> replicas(job) == 0;
            default -> false;
        };
    }

    private static long replicas(Field job) throws UnusableContent {
        Optional<Field> replicas = job.optional("consensus_replicas");
        return replicas.isPresent() ? replicas.get().whole() : 0;
    }

    /** The reading of one job. */
    private record Reading(CvatApi cvat, Field job, CompletedJob completed, String delivery) {

        ParsedPayload read() throws UnusableContent {
            String annotator = annotator();
            long revision = Revision.of(job.member("updated_date"));
            TaskKey key = key();
            requireOneFrame();
            Map<Long, String> labels = labels();
            Field annotations = cvat.get(
                    cvat.path("api/jobs")
                            .part(completed.job())
                            .fixed("annotations")
                            .uri(),
                    "annotations");
            return ParsedPayload.each(
                    List.of(annotations),
                    drawn -> List.of(label(key, annotator, new CvatAnnotations(drawn, labels).change(), revision)));
        }

        /** A repetition where the answer was fetched before; else told, so that it is not lost without a word. */
        ParsedPayload lost() throws UnusableContent {
            return new ParsedPayload(
                    List.of(label(key(), annotator(), new LabelChange.Lost(MOVED_ON), completed.revision())),
                    List.of());
        }

        private IncomingLabel label(TaskKey key, String annotator, LabelChange change, long revision) {
            return new IncomingLabel(
                    key.batch(), key.task(), key.dispatch(), annotator, change, revision, null, delivery);
        }

        private TaskKey key() throws UnusableContent {
            String number = Long.toString(job.member("task_id").whole());
            return TaskKey.read(
                    cvat.get(cvat.path("api/tasks").part(number).uri(), "task").member("name"));
        }

        /** Whoever had the job when it was completed; who has it now is asked where nobody had it then. */
        private String annotator() throws UnusableContent {
            return completed.annotator().isPresent() ? completed.annotator().get() : assignee();
        }

        private String assignee() throws UnusableContent {
            Optional<Field> assignee = job.optional("assignee");
            if (assignee.isEmpty()) {
                throw new UnusableContent(
                        422,
                        "job.assignee is missing, and CVAT tells by nothing else who annotated: assign the job first");
            }
            return Long.toString(assignee.get().member("id").whole());
        }

        /** Else it is unknown which of the frames is the item. A frame that the annotator removed was not annotated. */
        private void requireOneFrame() throws UnusableContent {
            for (String end : List.of("start_frame", "stop_frame")) {
                Field frame = job.member(end);
                if (frame.whole() != CvatAnnotations.FRAME) {
                    throw frame.fault("is not 0: a task of Labelmill's has one image");
                }
            }
            Field meta = cvat.get(
                    cvat.path("api/jobs")
                            .part(completed.job())
                            .fixed("data/meta")
                            .uri(),
                    "data");
            Optional<Field> deleted = meta.optional("deleted_frames");
            if (deleted.isPresent() && !deleted.get().elements().isEmpty()) {
                throw deleted.get().fault("holds the task's only image, so that there is no label of it");
            }
        }

        private Map<Long, String> labels() throws UnusableContent {
            Map<Long, String> labels = new HashMap<>();
            for (Field label : cvat.list("api/labels", "job_id", completed.job())) {
                labels.put(label.member("id").whole(), label.member("name").name());
            }
            return labels;
        }
    }
}
