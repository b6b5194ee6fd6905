package dev.labelmill.lambda.vendor.scale;

import dev.labelmill.lambda.vendor.ApiPath;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.JsonApi;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Creates Scale's tasks, one request each. A {@code unique_id} that is taken (409) is our own task of an earlier attempt: the
 * dispatch is part of it. Where Scale calls back is the account's or project's setting.
 */
public final class ScalePush implements PushForm {

    private static final int PAYMENT_REQUIRED = 402;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    @Override
    public int most() {
        return 1;
    }

    @Override
    public List<Refused> push(VendorApi api, Job job) {
        JsonApi scale = new JsonApi(api, "Authorization", basic(job.access().key()));
        List<Refused> refused = new ArrayList<>();
        for (TaskLine line : job.lines()) {
            URI create = ApiPath.of(job.access())
                    .fixed("v1/task/" + ScaleTask.type(line))
                    .uri();
            create(scale, create, line).ifPresent(refused::add);
        }
        return refused;
    }

    private static Optional<Refused> create(JsonApi scale, URI uri, TaskLine line) {
        HttpAnswer answer = scale.post(uri, ScaleTask.body(line));
        if (answer.status() == PAYMENT_REQUIRED) {
            throw new VendorUnavailable("Scale does not offer tasks of this type to the account", Optional.empty());
        }
        if (answer.status() == NOT_FOUND) {
            throw new VendorRefusal("Scale has no such project or type of task");
        }
        return answer.isSuccess() || answer.status() == CONFLICT
                ? Optional.empty()
                : Optional.of(new Refused(line.task().item(), "Scale refuses the task with status " + answer.status()));
    }

    /** The key is the user's name, and there is no password. */
    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }
}
