package dev.labelmill.lambda.vendor.cvat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.JsonApi;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Creates a task of CVAT's for each item: first the task, then its image, which CVAT fetches itself, after it has answered. CVAT
 * has no keys of idempotency, so a task is looked up by its name first; one that has no image yet, since an earlier attempt broke
 * off between the two, is given it now.
 */
public final class CvatPush implements PushForm {

    /** What CVAT's database holds of a name; it cuts off the rest without a word. */
    private static final int MAX_NAME_CHARS = 256;

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final CvatTask form = new CvatTask();

    @Override
    public int most() {
        return 1;
    }

    @Override
    public List<Refused> push(VendorApi api, Job job) {
        CvatApi cvat = new CvatApi(api, job.access());
        List<Refused> refused = new ArrayList<>();
        for (TaskLine line : job.lines()) {
            unfit(line)
                    .or(() -> create(cvat, job, line))
                    .ifPresent(reason -> refused.add(new Refused(line.task().item(), reason)));
        }
        return refused;
    }

    /** Why CVAT cannot be asked for it. */
    private static Optional<String> unfit(TaskLine line) {
        String source = line.source().toLowerCase(Locale.ROOT);
        if (!source.startsWith("https://") && !source.startsWith("http://")) {
            return Optional.of("CVAT fetches images from http and https addresses, and the item's is none");
        }
        if (CvatTask.name(line).length() > MAX_NAME_CHARS) {
            return Optional.of("the names of batch, dispatch and item are longer than the " + MAX_NAME_CHARS
                    + " characters that CVAT has for a task's name");
        }
        return Optional.empty();
    }

    /** Creates what is not there yet; why CVAT refuses it, if it does. */
    private Optional<String> create(CvatApi cvat, Job job, TaskLine line) {
        try {
            ObjectNode bodies = form.write(line);
            Optional<Field> there = find(cvat, job.target(), CvatTask.name(line));
            if (there.isPresent() && hasImage(there.get())) {
                return Optional.empty();
            }
            String id;
            if (there.isPresent()) {
                id = id(there.get());
            } else {
                HttpAnswer answer = cvat.json().post(cvat.path("api/tasks").uri(), bodies.get("task"));
                if (answer.status() == NOT_FOUND) {
                    throw new VendorRefusal("CVAT has no such project, or no API at this address");
                }
                if (!answer.isSuccess()) {
                    return Optional.of("CVAT refuses the task with status " + answer.status());
                }
                id = id(JsonApi.read(answer));
            }
            return addImage(cvat, id, bodies);
        } catch (UnusableContent unreadable) {
            throw new VendorRefusal("CVAT's answer cannot be read: " + unreadable.getMessage());
        }
    }

    /** A conflict means that CVAT is fetching the image already, for an earlier attempt. */
    private static Optional<String> addImage(CvatApi cvat, String id, ObjectNode bodies) throws UnusableContent {
        HttpAnswer answer =
                cvat.json().post(cvat.path("api/tasks").part(id).fixed("data").uri(), bodies.get("data"));
        if (answer.isSuccess() || answer.status() == CONFLICT) {
            return Optional.empty();
        }
        // What was fetched since the task was looked up is refused too.
        return hasImage(cvat.get(cvat.path("api/tasks").part(id).uri(), "task"))
                ? Optional.empty()
                : Optional.of("CVAT refuses the task's image with status " + answer.status());
    }

    /** The task of that name in the project, whatever else CVAT lists with it. */
    private static Optional<Field> find(CvatApi cvat, String project, String name) throws UnusableContent {
        for (Field task : cvat.list("api/tasks", "name", name)) {
            Optional<Field> its = task.optional("project_id");
            if (task.member("name").text().equals(name)
                    && its.isPresent()
                    && its.get().whole() == Long.parseLong(project)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    private static boolean hasImage(Field task) throws UnusableContent {
        Optional<Field> size = task.optional("size");
        return size.isPresent() && size.get().whole() > 0;
    }

    private static String id(Field task) throws UnusableContent {
        return Long.toString(task.member("id").whole());
    }
}
