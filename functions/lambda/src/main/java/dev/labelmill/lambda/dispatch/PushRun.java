package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.HttpCall;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.PushForm.Refused;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One attempt to hand a dispatch over: the vendor's API as long as there is time, and what is known of the tasks, however the
 * attempt ends. Requests may be sent by several threads.
 */
final class PushRun implements VendorApi {

    private final VendorApi api;
    private final InstantSource clock;
    private final Instant until;
    private final Dispatch dispatch;
    private final Set<String> handed;
    private final List<Refused> refused = new ArrayList<>();

    /** The tasks that may be with the vendor, of earlier attempts and this one, and are not known to be. */
    private final Set<String> doubtful;

    /** Whether a request was sent since the last task of which it is known what became of it, that may have left something there. */
    private volatile boolean sent;

    private volatile boolean asked;

    /**
     * @param until  from when on no request is begun
     * @param before how many tasks, the first that are left, an earlier attempt may have left with the vendor
     */
    PushRun(VendorApi api, InstantSource clock, Instant until, Dispatch dispatch, int before) {
        this.api = api;
        this.clock = clock;
        this.until = until;
        this.dispatch = dispatch;
        this.doubtful = dispatch.left().stream().limit(before).collect(Collectors.toCollection(HashSet::new));
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
            List<String> items = some.stream().map(line -> line.task().item()).toList();
            List<Refused> unfit = push(form, new PushForm.Job(access, target, dispatch.id(), some), items);
            handed.addAll(items);
            unfit.forEach(task -> handed.remove(task.item()));
            refused.addAll(unfit);
            items.forEach(doubtful::remove);
        }
    }

    private List<Refused> push(PushForm form, PushForm.Job job, List<String> items) {
        sent = false;
        boolean known = false;
        try {
            List<Refused> unfit = form.push(this, job);
            known = true;
            return unfit;
        } finally {
            if (!known && sent) {
                doubtful.addAll(items);
            }
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
                sent = true;
            }
            return answer;
        } catch (VendorUnavailable unanswered) {
            if (!unanswered.isUndone()) {
                sent = true;
            }
            throw unanswered;
        } catch (VendorRefusal refused) {
            if (!refused.isUnsent()) {
                sent = true;
            }
            throw refused;
        } catch (RuntimeException unanswered) {
            sent = true;
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
        return !doubtful.isEmpty();
    }

    /** Whether a task may be with the vendor without being known to be. */
    boolean isDoubtful(String item) {
        return doubtful.contains(item);
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
