package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.HttpCall;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.PushForm.Refused;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One attempt to hand a dispatch over: the vendor's API as long as there is time, and what is known of the tasks, however the
 * attempt ends. Requests may be sent by several threads.
 */
final class PushRun implements VendorApi {

    private final VendorApi api;
    private final InstantSource clock;
    private final Instant until;
    private final Dispatch dispatch;
    private final boolean doubtfulBefore;
    private final Set<String> handed;
    private final List<Refused> refused = new ArrayList<>();

    /** Since the last task of which it is known what became of it. */
    private volatile boolean doubtful;

    private volatile boolean asked;

    /**
     * @param until          from when on no request is begun
     * @param doubtfulBefore whether an earlier attempt may have left something with the vendor that is not known to be there
     */
    PushRun(VendorApi api, InstantSource clock, Instant until, Dispatch dispatch, boolean doubtfulBefore) {
        this.api = api;
        this.clock = clock;
        this.until = until;
        this.dispatch = dispatch;
        this.doubtfulBefore = doubtfulBefore;
        this.handed = new LinkedHashSet<>(dispatch.handed());
    }

    /**
     * Hands over, in order.
     *
     * @param lines of those tasks that are not with the vendor yet
     * @throws OutOfTime if there is no time for all of them
     */
    void push(PushForm form, ApiAccess access, String target, List<TaskLine> lines) {
        int size = Math.min(form.most(), Math.max(1, lines.size()));
        for (int from = 0; from < lines.size(); from += size) {
            List<TaskLine> some = lines.subList(from, Math.min(from + size, lines.size()));
            List<Refused> unfit = form.push(this, new PushForm.Job(access, target, dispatch.id(), some));
            some.forEach(line -> handed.add(line.task().item()));
            unfit.forEach(task -> handed.remove(task.item()));
            refused.addAll(unfit);
            doubtful = false;
        }
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        if (!clock.instant().isBefore(until)) {
            throw new OutOfTime();
        }
        asked = true;
        if (call.method().equals("GET")) {
            return api.send(call);
        }
        try {
            HttpAnswer answer = api.send(call);
            if (answer.isSuccess()) {
                doubtful = true;
            }
            return answer;
        } catch (RuntimeException unanswered) {
            doubtful = true;
            throw unanswered;
        }
    }

    /** What is handed over, as its row is while the attempt is made. */
    Dispatch dispatch() {
        return dispatch;
    }

    /** The tasks that are known to be with the vendor, those of earlier attempts first. */
    List<String> handed() {
        return List.copyOf(handed);
    }

    /** The tasks that the vendor refused for good in this attempt. */
    List<Refused> refused() {
        return List.copyOf(refused);
    }

    /** Whether more tasks may be with the vendor than are known to be. */
    boolean isDoubtful() {
        return doubtfulBefore || doubtful;
    }

    /** Whether any request was begun. */
    boolean hasAsked() {
        return asked;
    }

    /** Whether something has become known of any task. */
    boolean hasGotOn() {
        return handed.size() > dispatch.handed().size() || !refused.isEmpty();
    }
}
